package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.EventChange;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.MemberErasure;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Every kind of record the purge knows how to delete. */
@Factory
final class ExpiringKinds {

  /** A kind told by what is done with its records. */
  private record Kind(
      String kind, Function<String, Optional<Deadline>> deadlines, Predicate<String> deletion)
      implements Expiring {

    @Override
    public Optional<Deadline> deadline(String id) {
      return deadlines.apply(id);
    }

    @Override
    public boolean delete(String id) {
      return deletion.test(id);
    }
  }

  @Singleton
  Expiring members(MemberErasure erasure) {
    return new Kind(
        Members.KIND,
        erasure::deadlineEvenExpired,
        id -> erasure.expire(id) || erasure.deadlineEvenExpired(id).isEmpty());
  }

  /** Erasures a person asked for that broke off. */
  @Singleton
  Expiring erasures(MemberErasure erasure) {
    return new Kind(
        MemberErasure.KIND,
        _ -> Optional.empty(),
        id -> {
          erasure.resume(id);
          return true;
        });
  }

  @Singleton
  Expiring suppressions(Suppressions suppressions) {
    return new Kind(
        Suppressions.KIND,
        suppressions::deadlineEvenExpired,
        hash -> {
          suppressions.delete(hash);
          return true;
        });
  }

  @Singleton
  Expiring answers(Events events, Answers answers) {
    return new Kind(
        Events.ANSWERS_KIND,
        id -> events.findEvenExpired(id).map(event -> RetentionRule.ANSWERS.from(event.endsAt())),
        id -> {
          answers.forget(id);
          return true;
        });
  }

  /**
   * What changing an event left to do: its answers are kept as long as its new end asks for, and
   * whoever waited for seats there are now is seated.
   */
  @Singleton
  Expiring changes(Events events, Answers answers, RunningTime time) {
    return new Kind(
        EventChange.KIND,
        _ -> Optional.empty(),
        id ->
            events
                .find(EventChange.eventOf(id))
                .map(
                    event -> {
                      answers.retime(event);
                      return answers.promote(event, time::isLeft);
                    })
                .orElse(true));
  }

  /** Events that were hidden for some days: shown again, unless another decision hides them. */
  @Singleton
  Expiring hiddenEvents(Events events, HiddenEvents hidden, Members members) {
    return new Kind(
        HiddenEvents.KIND,
        _ -> Optional.empty(),
        id ->
            events
                .find(id)
                .map(
                    event ->
                        hidden.showIfOver(event, members.account(event.organiser()).isPresent()))
                .orElse(true));
  }

  @Singleton
  Expiring events(Events events, Answers answers) {
    return new Kind(
        Events.KIND,
        id ->
            events.findEvenExpired(id).map(event -> RetentionRule.EVENT.from(event.publishedAt())),
        id -> {
          answers.forget(id);
          events.delete(id);
          return true;
        });
  }

  @Singleton
  Expiring rightsRequests(RightsRequests requests) {
    return new Kind(RightsRequests.KIND, requests::deadlineEvenExpired, requests::deleteExpired);
  }

  @Singleton
  Expiring transparencyReports(TransparencyReports reports) {
    return new Kind(TransparencyReports.KIND, reports::deadlineEvenExpired, reports::deleteExpired);
  }

  @Singleton
  Expiring reports(Notices notices) {
    return new Kind(
        Notices.KIND,
        notices::deadlineEvenExpired,
        id -> notices.deleteExpired(id) > 0 || notices.deadlineEvenExpired(id).isEmpty());
  }
}
