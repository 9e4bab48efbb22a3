package fr.actionpopulaire.account;

import fr.actionpopulaire.account.RightsView.EndorsementView;
import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.CalendarLinks;
import fr.actionpopulaire.dynamodb.CoOrganisers;
import fr.actionpopulaire.dynamodb.Correspondence;
import fr.actionpopulaire.dynamodb.Debrief;
import fr.actionpopulaire.dynamodb.Debriefs;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenTexts;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Presences;
import fr.actionpopulaire.dynamodb.Presences.Guest;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.web.MemberView;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies everything kept about a member for that member (CNIL A16), from the keys that lead to it:
 * nothing is scanned. Each copy is a line of the audit trail, written before it is handed out, and
 * so the newest of those it tells.
 */
@Singleton
final class ExportMember {

  /** Lines of the trail in one copy; one query reads them. */
  static final int MOST_SIGHTINGS = 1_000;

  private final Members members;
  private final MemberRetention retention;
  private final Answers answers;
  private final Presences presences;
  private final Events events;
  private final CoOrganisers coOrganisers;
  private final Debriefs debriefs;
  private final HiddenTexts hiddenTexts;
  private final Decisions decisions;
  private final Endorsements endorsements;
  private final Suppressions suppressions;
  private final Peppers peppers;
  private final Sessions sessions;
  private final CalendarLinks calendars;
  private final Correspondence correspondence;
  private final RelayedMessages relayed;
  private final PhotoBucket photos;
  private final Audit audit;
  private final Campaign campaign;
  private final Clock clock;

  ExportMember(
      Members members,
      MemberRetention retention,
      Answers answers,
      Presences presences,
      Events events,
      CoOrganisers coOrganisers,
      Debriefs debriefs,
      HiddenTexts hiddenTexts,
      Decisions decisions,
      Endorsements endorsements,
      Suppressions suppressions,
      Peppers peppers,
      Sessions sessions,
      CalendarLinks calendars,
      Correspondence correspondence,
      RelayedMessages relayed,
      PhotoBucket photos,
      Audit audit,
      Campaign campaign,
      Clock clock) {
    this.members = members;
    this.retention = retention;
    this.answers = answers;
    this.presences = presences;
    this.events = events;
    this.coOrganisers = coOrganisers;
    this.debriefs = debriefs;
    this.hiddenTexts = hiddenTexts;
    this.decisions = decisions;
    this.endorsements = endorsements;
    this.suppressions = suppressions;
    this.peppers = peppers;
    this.sessions = sessions;
    this.calendars = calendars;
    this.correspondence = correspondence;
    this.relayed = relayed;
    this.photos = photos;
    this.audit = audit;
    this.campaign = campaign;
    this.clock = clock;
  }

  /** The copy for a member as just read. */
  ExportView export(Member member) {
    Instant now = clock.instant();
    audit.add(
        new Audit.Act(now, "function:account", "export", Map.of("member", member.id()), null),
        List.of(member.id()));
    return view(member, now);
  }

  private ExportView view(Member member, Instant now) {
    Account account = member.account();
    String id = member.id();
    List<Decision> decided = decisions.about(id);
    List<Answer> given = answers.of(id);
    Map<String, Event> answered = events.outlines(given.stream().map(Answer::event).toList());
    Map<Answer, Guest> parties = presences.parties(given);
    List<String> published = events.organisedBy(id);
    Map<String, Event> organised = events.findAll(published);
    Map<String, Debrief> written = debriefs(organised.values(), now);
    List<String> hashes = peppers.hashes(member.email());
    Audit.Sightings sightings = audit.concerning(id, MOST_SIGHTINGS);
    return new ExportView(
        now,
        MemberView.of(member, retention, campaign),
        new ExportView.AccountView(
            account.createdAt(),
            account.lastActAt(),
            account.eventNotices(),
            account.suspendedUntil(),
            calendars.openedAt(id).orElse(null)),
        Optional.ofNullable(retention.photo(account))
            .flatMap(photos::read)
            .map(ExportView.PhotoView::of)
            .orElse(null),
        members.receipts(id).stream().map(ExportView.ReceiptView::of).toList(),
        given.stream()
            .flatMap(
                answer ->
                    Stream.ofNullable(answered.get(answer.event()))
                        .map(
                            event ->
                                ExportView.AnswerView.of(
                                    answer, event, present(parties.get(answer)))))
            .toList(),
        published.stream()
            .flatMap(event -> Stream.ofNullable(organised.get(event)))
            .map(
                event ->
                    OrganisedView.of(
                        event, hiddenTexts.behind(event).orElse(null), written.get(event.id())))
            .toList(),
        coOrganisers.of(id).stream().map(ExportView.CoOrganisedView::of).toList(),
        relayed.writtenBy(id).stream().map(ExportView.WrittenView::of).toList(),
        decided.stream().map(ExportView.DecisionView::of).toList(),
        hashes.stream()
            .flatMap(hash -> endorsements.find(hash).stream())
            .map(EndorsementView::of)
            .toList(),
        hashes.stream().flatMap(hash -> suppressions.since(hash).stream()).findFirst().orElse(null),
        sessions.of(id).stream().map(ExportView.SessionView::of).toList(),
        correspondence.ledger(id, given, List.copyOf(answered.values()), decided).stream()
            .map(ExportView.MailView::of)
            .toList(),
        sightings.newest().stream().map(ExportView.SightingView::of).toList(),
        elsewhere(sightings.isAll()));
  }

  /** What they told came of it; nothing is read of what is not over. */
  private Map<String, Debrief> debriefs(Collection<Event> organised, Instant now) {
    return debriefs.findAll(
        organised.stream().filter(event -> !now.isBefore(event.endsAt())).toList());
  }

  private static int present(@Nullable Guest guest) {
    return guest == null ? 0 : guest.present();
  }

  private List<String> elsewhere(boolean sightingsAreAll) {
    return List.of(
        "Vos signalements ne sont reliés à aucun compte : le lien reçu avec chacun mène à lui.",
        "Les demandes de code ne sont reliées à aucun compte ; elles sont effacées après "
            + RetentionRule.CODE_REQUEST.periodInFrench()
            + ".",
        "Quelles fonctions de l’équipe ont vu vos données, et quand, est gardé "
            + RetentionRule.AUDIT.periodInFrench()
            + (sightingsAreAll
                ? " et figure ici en entier ; les noms des personnes n’y sont pas. Pour toute"
                    + " question, écrivez à "
                : " ; seuls les accès les plus récents figurent ici, sans le nom des personnes."
                    + " Pour les autres, écrivez à ")
            + campaign.rightsContact()
            + ".",
        "Des courriels, seuls ceux auxquels mènent vos participations et décisions actuelles sont"
            + " cités ; les autres lignes, sans adresse, sont gardées "
            + RetentionRule.LEDGER.periodInFrench()
            + ".");
  }
}
