package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.purge.Attic.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Somebody of whom every word can be looked for, who organises an event under her own name. */
final class Zephyrine {

  static final List<String> PERSONAL =
      List.of(
          "zephyrine.quill@example.org",
          "Zéphyrine",
          "Quillfeldt",
          "+33611223344",
          "accordéon diatonique",
          "apiculture urbaine",
          "Zéphy l’abeille");
  static final List<String> REPORTER = List.of("Ondine Vasseur", "ondine.v@example.org");

  private final Attic attic;

  Zephyrine(Attic attic) {
    this.attic = attic;
  }

  Person person() {
    String id = RandomId.next();
    Consent consent = new Consent(Purpose.ACCOUNT, true, attic.now(), "2026-11");
    Account account =
        new Account(
            id,
            Sessions.sha256(id),
            1,
            attic.now(),
            attic.now(),
            Map.of(Purpose.ACCOUNT, consent),
            true,
            null);
    Personal personal =
        new Personal(
            PERSONAL.get(0),
            PERSONAL.get(1),
            PERSONAL.get(2),
            "59350",
            PERSONAL.get(3),
            "18-20",
            List.of(PERSONAL.get(4)),
            List.of(PERSONAL.get(5)),
            null,
            null);
    PersonKey key = PersonKey.random();
    attic.store.transact(
        attic
            .bean(Members.class)
            .create(account, personal, key, attic.bean(MemberRetention.class).of(account), "test"));
    attic.store.write(attic.bean(Sessions.class).open(account).write());
    return new Person(id, account.identity(), key);
  }

  Event event(Person organiser) {
    Event plain = attic.event(organiser, 5, Duration.ofDays(20));
    attic.bean(Events.class).delete(plain.id());
    Event named =
        new Event(
            plain.id(),
            plain.organiser(),
            plain.kind(),
            plain.title(),
            plain.description(),
            plain.startsAt(),
            plain.endsAt(),
            plain.timeZone(),
            plain.commune(),
            plain.department(),
            plain.place(),
            plain.onlineUrl(),
            plain.capacity(),
            plain.accessibility(),
            PERSONAL.get(6),
            plain.status(),
            plain.reason(),
            plain.decision(),
            plain.sequence(),
            plain.version(),
            plain.blocks(),
            plain.publishedAt());
    attic.store.transact(attic.bean(Events.class).publish(named, organiser.key()));
    return named;
  }

  /** A notice whose reporter can be looked for too. */
  String report() {
    String id = RandomId.next();
    Notice notice =
        new Notice(
            id,
            new Target("/evenements/x"),
            Ground.PRIVACY,
            "On y voit une adresse.",
            false,
            attic.now(),
            true,
            true,
            Notices.deadline(attic.now()),
            null);
    attic.store.transact(
        Notices.file(
            notice, new Notices.Reporter(REPORTER.get(0), new EmailAddress(REPORTER.get(1)))));
    return id;
  }
}
