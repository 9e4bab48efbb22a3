package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.dynamodb.CaseFile;
import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.HiddenTexts;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What event and author are after a decision on appeal. It is worked out from every decision about
 * that author that holds then, and not by turning one back: another report may have hidden the same
 * event, or suspended the same person for longer, before or since. Where nothing changes, event and
 * member are written all the same: two decisions at once must not both rely on the other's.
 */
@Singleton
final class WhatHolds {

  private final Decisions decisions;
  private final Events events;
  private final HiddenEvents hiddenEvents;
  private final Members members;
  private final Effects effects;
  private final HiddenTexts hiddenTexts;

  WhatHolds(
      Decisions decisions,
      Events events,
      HiddenEvents hiddenEvents,
      Members members,
      Effects effects,
      HiddenTexts hiddenTexts) {
    this.decisions = decisions;
    this.events = events;
    this.hiddenEvents = hiddenEvents;
    this.members = members;
    this.effects = effects;
    this.hiddenTexts = hiddenTexts;
  }

  sealed interface Effect {
    /** The writes that make it so; none when it is so already. */
    record Applies(List<Write> writes) implements Effect {}

    /** The new measure has nothing to bite on. */
    record Impossible() implements Effect {}
  }

  /** The effect of a decision that is about to hold in the place of those of its file. */
  Effect after(CaseFile file, Decision taken) {
    String author = taken.author();
    Event event = taken.target().event().flatMap(events::find).orElse(null);
    Account account = author == null ? null : members.account(author).orElse(null);
    boolean bites =
        switch (taken.statement().measure()) {
          case NONE -> true;
          case HIDE_EVENT, CLOSE_ANSWERS -> event != null;
          case HIDE_TEXT -> event != null && !event.description().isEmpty();
          case WARN, SUSPEND_MEMBER, CLOSE_ACCOUNT -> account != null;
        };
    if (!bites) {
      return new Effect.Impossible();
    }
    List<Decision> holding =
        author == null
            ? List.of(taken)
            : Stream.concat(
                    decisions.about(author).stream()
                        .filter(Decision::holds)
                        .filter(other -> !other.report().equals(file.notice().id())),
                    Stream.of(taken))
                .toList();
    List<Write> writes = new ArrayList<>();
    for (Event touched : touched(file, taken, event)) {
      List<Write> text =
          concerns(file, taken, Measure.HIDE_TEXT) ? text(touched, holding) : List.of();
      List<Write> shown = event(touched, account != null, holding, taken.decidedAt());
      // The event's own item is written once in a transaction: the first write of each is to it.
      List<Write> own = new ArrayList<>(shown);
      own.addAll(shown.isEmpty() || text.isEmpty() ? text : text.subList(1, text.size()));
      writes.addAll(
          concerns(file, taken, Measure.CLOSE_ANSWERS)
              ? Closing.alongWith(own, touched, closes(touched, holding))
              : own);
    }
    if (account != null) {
      suspension(account, holding).ifPresent(writes::add);
    }
    return writes.size() > Effects.ROOM ? new Effect.Impossible() : new Effect.Applies(writes);
  }

  /** The event itself; where an account is closed, or no longer, all events of its member. */
  private List<Event> touched(CaseFile file, Decision taken, @Nullable Event event) {
    String author = taken.author();
    if (author != null && concerns(file, taken, Measure.CLOSE_ACCOUNT)) {
      return effects.of(author);
    }
    return event == null ? List.of() : List.of(event);
  }

  private static boolean concerns(CaseFile file, Decision taken, Measure measure) {
    return Stream.concat(file.decisions().stream(), Stream.of(taken))
        .anyMatch(decision -> decision.statement().measure() == measure);
  }

  /** The latest decision of that measure on an event that holds. */
  private static Optional<Decision> latest(Measure measure, Event event, List<Decision> holding) {
    return holding.stream()
        .filter(decision -> decision.statement().measure() == measure)
        .filter(decision -> decision.target().event().filter(event.id()::equals).isPresent())
        .max(Comparator.comparing(Decision::decidedAt));
  }

  private static @Nullable String closes(Event event, List<Decision> holding) {
    return latest(Measure.CLOSE_ANSWERS, event, holding).map(Decision::id).orElse(null);
  }

  private List<Write> text(Event event, List<Decision> holding) {
    return latest(Measure.HIDE_TEXT, event, holding)
        .map(latest -> effects.hideText(event, latest.statement()))
        .orElseGet(() -> hiddenTexts.show(event));
  }

  /**
   * @param organised whether its organiser is still there
   */
  private List<Write> event(Event event, boolean organised, List<Decision> holding, Instant now) {
    boolean hidden = event.status() == EventStatus.HIDDEN;
    List<Decision> hiding =
        holding.stream()
            .filter(
                decision -> {
                  Instant until = decision.hidesUntil(event);
                  return until != null && until.isAfter(now);
                })
            .toList();
    Decision latest = hiding.stream().max(Comparator.comparing(Decision::decidedAt)).orElse(null);
    if (latest == null) {
      return hidden ? hiddenEvents.show(event, organised) : List.of();
    }
    Instant until =
        hiding.stream()
            .map(decision -> decision.hidesUntil(event))
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(Members.INDEFINITELY);
    return HiddenEvents.hide(event, latest.id(), HiddenBecause.of(latest.statement()), until);
  }

  private static Optional<Write> suspension(Account account, List<Decision> holding) {
    @Nullable Instant until =
        holding.stream()
            .map(Decision::suspendsUntil)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    boolean stays = Objects.equals(until, account.suspendedUntil());
    if (until == null) {
      return stays ? Optional.empty() : Optional.of(Members.readmit(account));
    }
    return Optional.of(stays ? Members.keepStanding(account) : Members.suspend(account, until));
  }
}
