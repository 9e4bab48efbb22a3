package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.CoOrganiser;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Publications;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A member writes to those who run an event, and whoever got a message answers it by the mail's
 * link, each without learning the other's address (CNIL A20).
 */
@Singleton
final class RelayMessage {

  /** Messages of one member about one event, and about all of them, in 24 hours. */
  static final int PER_EVENT = 3;

  static final int PER_DAY = 10;

  /** Only the same member's other messages can be in the way. */
  private static final int TRIES = 10;

  private static final Words TEXT =
      new Words(
          "Un message de 2000 caractères au plus, sans balises.",
          "A message of 1 to 2000 characters, without markup.");

  private final Events events;
  private final Members members;
  private final Keys keys;
  private final RelayedMessages messages;
  private final Publications counts;
  private final Silence silence;
  private final Store store;
  private final Clock clock;

  RelayMessage(
      Events events,
      Members members,
      Keys keys,
      RelayedMessages messages,
      Publications counts,
      Silence silence,
      Store store,
      Clock clock) {
    this.events = events;
    this.members = members;
    this.keys = keys;
    this.messages = messages;
    this.counts = counts;
    this.silence = silence;
    this.store = store;
    this.clock = clock;
  }

  sealed interface Result {
    record Sent(RelayedMessage message) implements Result {}

    record Refused(RelayRefusal why) implements Result {}

    /** In electoral silence nothing is passed on; why, naming the window. */
    record Frozen(Words window) implements Result {}

    record TooMany(Duration retryAfter) implements Result {}

    record Invalid(Findings findings) implements Result {}
  }

  /** What there is to write about, before anything is written. */
  sealed interface Look {

    /**
     * @param writer who would write
     * @param question what would be answered, or {@code null}
     */
    record Open(Event event, Account writer, @Nullable RelayedMessage question) implements Look {}

    record Refused(RelayRefusal why) implements Look {}
  }

  /** Whether a member may write to those who run an event: any member, while it takes answers. */
  Look look(String id, Account writer) {
    Optional<Event> found = RandomId.isOne(id) ? events.find(id) : Optional.empty();
    if (found.isEmpty()) {
      return new Look.Refused(RelayRefusal.UNKNOWN);
    }
    Event event = found.get();
    if (event.isRunBy(writer.id())) {
      return new Look.Refused(RelayRefusal.OWN);
    }
    if (!event.takesAnswers(clock.instant())) {
      return new Look.Refused(RelayRefusal.CLOSED);
    }
    return writer.eventNotices()
        ? new Look.Open(event, writer, null)
        : new Look.Refused(RelayRefusal.NO_MAIL);
  }

  /**
   * What whoever holds a mail's link may answer: as long as the message is kept, so after the event
   * too, unless moderation has taken that down.
   */
  Look look(String id, String message, String key) {
    Optional<RelayedMessage> found =
        RandomId.isOne(id) && RandomId.isOne(message)
            ? messages.find(id, message)
            : Optional.empty();
    Optional<Account> reader =
        found.flatMap(one -> messages.reader(one, key)).flatMap(members::account);
    if (reader.isEmpty()) {
      return new Look.Refused(RelayRefusal.NO_LINK);
    }
    if (reader.get().isSuspended(clock.instant())) {
      return new Look.Refused(RelayRefusal.SUSPENDED);
    }
    Optional<Event> event = events.find(id).filter(one -> one.status() != EventStatus.HIDDEN);
    return event.isEmpty()
        ? new Look.Refused(RelayRefusal.CLOSED)
        : new Look.Open(event.get(), reader.get(), found.get());
  }

  /**
   * Sends a message to everybody who runs an event and can be reached.
   *
   * @param id of the new message; the same again under the same id is sent once
   */
  Result ask(String id, String event, Account writer, RelayView.Sent sent) {
    return switch (look(event, writer)) {
      case Look.Open open -> send(id, open, sent);
      case Look.Refused(RelayRefusal why) -> new Result.Refused(why);
    };
  }

  /** Sends the one answer a message may have. */
  Result answer(String event, String message, RelayView.Answer sent) {
    return switch (look(event, message, sent.keyOrNothing())) {
      case Look.Open open -> send(RandomId.next(), open, sent.asSent());
      case Look.Refused(RelayRefusal why) -> new Result.Refused(why);
    };
  }

  /** The same for what was looked at just now; of an answer too. */
  Result send(String id, Look.Open open, RelayView.Sent sent) {
    RelayedMessage question = open.question();
    if (question != null && question.answered()) {
      return new Result.Refused(RelayRefusal.ANSWERED);
    }
    Findings findings = new Findings();
    String text =
        findings.require("/text", sent.text(), typed -> PlainText.text(typed, 1, 2000), "", TEXT);
    DraftReader.checkNumber("/text", text, findings);
    if (!findings.isEmpty()) {
      return new Result.Invalid(findings);
    }
    Optional<Words> frozen = silence.now();
    if (frozen.isPresent()) {
      return new Result.Frozen(frozen.get());
    }
    List<String> recipients =
        reachable(question == null ? crew(open.event()) : List.of(question.author()));
    if (recipients.isEmpty()) {
      return new Result.Refused(RelayRefusal.UNREACHABLE);
    }
    RelayedMessage message =
        new RelayedMessage(
            id,
            open.event().id(),
            open.writer().id(),
            recipients,
            open.event().isRunBy(open.writer().id()),
            Boolean.TRUE.equals(sent.showFirstName()),
            text,
            Instant.ofEpochMilli(clock.millis()),
            false);
    return write(message, question);
  }

  private Result write(RelayedMessage message, @Nullable RelayedMessage question) {
    Owner.Member author = new Owner.Member(message.author());
    Owner.Member addressee = new Owner.Member(message.recipients().getFirst());
    Map<Owner.Member, PersonKey> found = keys.findAll(List.of(author, addressee));
    PersonKey authors = found.get(author);
    PersonKey addressees = found.get(addressee);
    if (authors == null || addressees == null) {
      return new Result.Refused(authors == null ? RelayRefusal.GONE : RelayRefusal.UNREACHABLE);
    }
    List<Write> writes = RelayedMessages.send(message, authors, addressees);
    return question == null
        ? writeCounted(message, writes)
        : writeAnswer(message, question, writes);
  }

  private Result writeAnswer(RelayedMessage message, RelayedMessage question, List<Write> writes) {
    List<Write> all = new ArrayList<>(writes);
    all.add(RelayedMessages.answered(question, clock.instant()));
    return store.transact(all).isWritten()
        ? new Result.Sent(message)
        : new Result.Refused(RelayRefusal.ANSWERED);
  }

  private Result writeCounted(RelayedMessage message, List<Write> writes) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      List<Write> all = new ArrayList<>(writes);
      for (Publications.Turn turn :
          List.of(
              counts.messageTurn(message.author(), message.event(), PER_EVENT),
              counts.messageTurn(message.author(), PER_DAY))) {
        switch (turn) {
          case Publications.Turn.Free(Write count) -> all.add(count);
          case Publications.Turn.Exhausted(Duration retryAfter) -> {
            return earlier(message).orElseGet(() -> new Result.TooMany(retryAfter));
          }
        }
      }
      if (!(store.transact(all) instanceof Outcome.Refused refused)) {
        return new Result.Sent(message);
      }
      if (refused.failedAt(0)) {
        return earlier(message).orElseGet(() -> new Result.Refused(RelayRefusal.TAKEN));
      }
    }
    throw new Busy(new IllegalStateException("The same member keeps writing"));
  }

  /** The same message, sent before under this id. */
  private Optional<Result> earlier(RelayedMessage message) {
    return messages
        .find(message.event(), message.id())
        .filter(
            before ->
                before.author().equals(message.author()) && before.text().equals(message.text()))
        .map(Result.Sent::new);
  }

  private static List<String> crew(Event event) {
    return Stream.concat(
            Stream.of(event.organiser()), event.coOrganisers().stream().map(CoOrganiser::member))
        .toList();
  }

  /** Those who are members in good standing and have not left our mails, in the same order. */
  private List<String> reachable(List<String> ids) {
    Set<String> fine =
        members.accounts(ids).stream()
            .filter(account -> account.eventNotices() && !account.isSuspended(clock.instant()))
            .map(Account::id)
            .collect(Collectors.toSet());
    return ids.stream().filter(fine::contains).toList();
  }
}
