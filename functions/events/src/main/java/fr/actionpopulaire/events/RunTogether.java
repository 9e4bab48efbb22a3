package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.CoOrganisers;
import fr.actionpopulaire.dynamodb.CoOrganisers.Named;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Invitations;
import fr.actionpopulaire.dynamodb.Invitations.Invitation;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The organiser shares an event with others by links; who follows one may change the event, call it
 * off and see who comes, and leave again.
 */
@Singleton
final class RunTogether {

  private final Events events;
  private final CoOrganisers coOrganisers;
  private final Invitations invitations;
  private final DisplayName names;
  private final Keys keys;
  private final Clock clock;

  RunTogether(
      Events events,
      CoOrganisers coOrganisers,
      Invitations invitations,
      DisplayName names,
      Keys keys,
      Clock clock) {
    this.events = events;
    this.coOrganisers = coOrganisers;
    this.invitations = invitations;
    this.names = names;
    this.keys = keys;
    this.clock = clock;
  }

  /** What became of it. */
  sealed interface Result<T> {
    record Done<T>(T value) implements Result<T> {}

    record Refused<T>(Refusal why) implements Result<T> {}
  }

  /** Why not, and how that is said. */
  enum Refusal {
    UNKNOWN(ProblemKind.NOT_FOUND, EventWords.UNKNOWN),
    NOT_ORGANISER(
        ProblemKind.FORBIDDEN,
        new Words(
            "Seule la personne qui organise cet événement peut faire cela.",
            "Only the person who organises this event can do that.")),
    CLOSED(ProblemKind.EVENT_CLOSED, EventWords.NO_CHANGE),
    TOO_MANY(
        ProblemKind.CONFLICT,
        new Words(
            "Liens et personnes qui co-organisent : quatre au plus en tout.",
            "Links and co-organisers: four at most together.")),
    NO_INVITATION(
        ProblemKind.NOT_FOUND,
        new Words(
            "Ce lien ne marche pas ou plus : demandez-en un autre à la personne qui organise.",
            "This link does not work, or no longer: ask the organiser for another one.")),
    ALREADY(
        ProblemKind.CONFLICT,
        new Words("Vous organisez déjà cet événement.", "You organise this event already.")),
    GONE(ProblemKind.UNAUTHENTICATED, ProblemKind.UNAUTHENTICATED.title());

    private final ProblemKind kind;
    private final Words words;

    Refusal(ProblemKind kind, Words words) {
      this.kind = kind;
      this.words = words;
    }

    ProblemKind kind() {
      return kind;
    }

    Words words() {
      return words;
    }
  }

  Result<Crew> crew(String id, String member) {
    return with(
        id,
        event -> {
          if (!event.isRunBy(member)) {
            return new Result.Refused<>(Refusal.NOT_ORGANISER);
          }
          boolean organiser = event.organiser().equals(member);
          List<Named> others = coOrganisers.named(event);
          @Nullable Integer own =
              others.stream()
                  .filter(one -> one.member().equals(member))
                  .map(Named::slot)
                  .findFirst()
                  .orElse(null);
          return new Result.Done<>(
              new Crew(event, own, others, organiser ? invitations.open(id) : List.of()));
        });
  }

  Result<Invitation> invite(String id, String member) {
    return withOwn(
        id,
        member,
        event -> {
          if (!event.takesAnswers(clock.instant())) {
            return new Result.Refused<>(Refusal.CLOSED);
          }
          return invitations
              .invite(event)
              .<Result<Invitation>>map(Result.Done::new)
              .orElseGet(() -> new Result.Refused<>(Refusal.TOO_MANY));
        });
  }

  Result<Boolean> revoke(String id, String member, String invitation) {
    return withOwn(
        id,
        member,
        _ -> {
          invitations.revoke(id, invitation);
          return new Result.Done<>(true);
        });
  }

  /**
   * @param pseudonym as chosen, or {@code null} for the first name
   */
  Result<Event> join(String id, String member, String secret, @Nullable String pseudonym) {
    return with(
        id,
        event -> {
          if (!event.takesAnswers(clock.instant())) {
            return new Result.Refused<>(Refusal.CLOSED);
          }
          Optional<PersonKey> key = keys.find(new Owner.Member(member));
          Optional<String> name = key.flatMap(own -> names.of(pseudonym, member, own));
          if (key.isEmpty() || name.isEmpty()) {
            return new Result.Refused<>(Refusal.GONE);
          }
          return switch (coOrganisers.join(event, secret, member, key.get(), name.get())) {
            case JOINED -> new Result.Done<>(event);
            case NO_INVITATION -> new Result.Refused<>(Refusal.NO_INVITATION);
            case ALREADY -> new Result.Refused<>(Refusal.ALREADY);
            case FULL -> new Result.Refused<>(Refusal.TOO_MANY);
            case GONE -> new Result.Refused<>(Refusal.GONE);
          };
        });
  }

  /** Takes a co-organiser off: the organiser anybody, the others themselves. */
  Result<Boolean> leave(String id, String member, int slot) {
    return with(
        id,
        event -> {
          Optional<String> there =
              event.coOrganisers().stream()
                  .filter(one -> one.slot() == slot)
                  .map(one -> one.member())
                  .findFirst();
          boolean may =
              event.organiser().equals(member) || there.filter(member::equals).isPresent();
          if (!may) {
            return new Result.Refused<>(
                event.isRunBy(member) || there.isPresent()
                    ? Refusal.NOT_ORGANISER
                    : Refusal.UNKNOWN);
          }
          there.ifPresent(gone -> coOrganisers.leave(id, slot, gone));
          return new Result.Done<>(true);
        });
  }

  private <T> Result<T> withOwn(String id, String member, Function<Event, Result<T>> use) {
    return with(
        id,
        event ->
            event.organiser().equals(member)
                ? use.apply(event)
                : new Result.Refused<>(Refusal.NOT_ORGANISER));
  }

  private <T> Result<T> with(String id, Function<Event, Result<T>> use) {
    return (RandomId.isOne(id) ? events.find(id) : Optional.<Event>empty())
        .map(use)
        .orElseGet(() -> new Result.Refused<>(Refusal.UNKNOWN));
  }
}
