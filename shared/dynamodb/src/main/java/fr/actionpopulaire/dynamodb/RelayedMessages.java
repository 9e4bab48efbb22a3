package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Messages between members and those who run an event, without the address of either (CNIL A20).
 *
 * <pre>
 * EV#&lt;event&gt; / MSG#&lt;id&gt;    author, recipients, byCrew, named, text (sealed twice), sentAt,
 *                         answered
 * M#&lt;member&gt; / MSG#&lt;id&gt;   event: one for the author and for each recipient
 * </pre>
 *
 * <p>The text is sealed with the author's key and then with the first recipient's, so it can be
 * read while both are members and not after. Whoever of those it concerns leaves, it goes with
 * them: their own rows lead to it.
 */
@Singleton
public final class RelayedMessages {

  private static final String PREFIX = "MSG#";

  private final Store store;
  private final Keys keys;

  RelayedMessages(Store store, Keys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * The writes that keep a message and queue one mail for each recipient. The first of them is
   * refused when the id is taken.
   *
   * @param author the author's key
   * @param addressee the first recipient's
   */
  public static List<Write> send(RelayedMessage message, PersonKey author, PersonKey addressee) {
    Deadline deadline = RetentionRule.MESSAGE.from(message.sentAt());
    String context = context(message.event(), message.id());
    String once = Base64.getEncoder().encodeToString(author.seal(message.text(), context));
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.put(
            new Item(
                key(message.event(), message.id()),
                deadline,
                Attributes.none()
                    .text("author", message.author())
                    .list("recipients", message.recipients())
                    .flag("byCrew", message.byCrew())
                    .flag("named", message.named())
                    .bytes("text", addressee.seal(once, context))
                    .instant("sentAt", message.sentAt())
                    .flag("answered", false)),
            Condition.absent()));
    Stream.concat(Stream.of(message.author()), message.recipients().stream())
        .map(
            member ->
                Write.put(
                    new Item(
                        own(member, message.id()),
                        deadline,
                        Attributes.none().text("event", message.event())),
                    Condition.none()))
        .forEach(writes::add);
    message.recipients().stream().map(to -> Outbox.put(mail(message, to))).forEach(writes::add);
    return writes;
  }

  private static Message mail(RelayedMessage message, String to) {
    return new Message(
        Kind.RELAYED,
        new Recipient.Member(to),
        message.id() + "#" + to,
        Map.of("event", message.event(), "message", message.id()),
        message.sentAt());
  }

  /** The write that notes an answer, refused when there is one or the message is no more. */
  public static Write answered(RelayedMessage question, Instant now) {
    return Write.change(
        key(question.event(), question.id()),
        "SET #answered = :yes",
        Attributes.none().flag("yes", true),
        Condition.of(
            "#expiresAt > :now AND #answered = :no",
            Attributes.none().instant("now", now).flag("no", false)));
  }

  /** A message, in one read and two of keys; empty once one of the two keys is gone. */
  public Optional<RelayedMessage> find(String event, String id) {
    return store.get(key(event, id)).flatMap(this::open);
  }

  /** Who wrote a message, whether or not it can still be read. */
  public Optional<String> author(String event, String id) {
    return store.get(key(event, id)).map(row -> row.text("author"));
  }

  /** What a member wrote and is still kept, the oldest first. */
  public List<RelayedMessage> writtenBy(String member) {
    List<Key> all =
        store.queryAll(Query.prefixed(Table.EPHEMERAL, "M#" + member, PREFIX)).stream()
            .map(RelayedMessages::whole)
            .toList();
    return store.getAll(all).values().stream()
        .filter(row -> row.text("author").equals(member))
        .flatMap(row -> open(row).stream())
        .sorted(Comparator.comparing(RelayedMessage::sentAt).thenComparing(RelayedMessage::id))
        .toList();
  }

  /**
   * Deletes every message a member wrote or was sent, for all it concerns; the rows that lead there
   * go with the member's others.
   *
   * @return how many there were
   */
  int forget(String member) {
    List<Row> own =
        store.queryAll(Query.prefixed(Table.EPHEMERAL, "M#" + member, PREFIX).evenExpired());
    own.forEach(row -> store.write(Write.remove(whole(row), Condition.none())));
    return own.size();
  }

  /** The path by which a recipient answers, if they are still a member: nobody else can make it. */
  public Optional<String> answerPath(RelayedMessage message, String recipient) {
    return keys.find(new Owner.Member(recipient))
        .map(key -> message.path() + "?cle=" + mark(message, key));
  }

  /** Which recipient a path's key was made for; empty when it was made for none. */
  public Optional<String> reader(RelayedMessage message, String key) {
    byte[] sent = key.getBytes(StandardCharsets.UTF_8);
    return keys
        .findAll(message.recipients().stream().map(Owner.Member::new).toList())
        .entrySet()
        .stream()
        .filter(
            one ->
                MessageDigest.isEqual(
                    mark(message, one.getValue()).getBytes(StandardCharsets.UTF_8), sent))
        .map(one -> one.getKey().id())
        .findFirst();
  }

  private static String mark(RelayedMessage message, PersonKey key) {
    return key.mark("answer|" + message.event() + '|' + message.id());
  }

  private Optional<RelayedMessage> open(Row row) {
    String event = row.pk().substring("EV#".length());
    String id = row.sk().substring(PREFIX.length());
    String context = context(event, id);
    List<String> recipients = row.list("recipients");
    return keys.find(new Owner.Member(recipients.getFirst()))
        .flatMap(key -> key.open(row.bytes("text"), context))
        .flatMap(
            once ->
                keys.find(new Owner.Member(row.text("author")))
                    .flatMap(key -> key.open(Base64.getDecoder().decode(once), context)))
        .map(
            text ->
                new RelayedMessage(
                    id,
                    event,
                    row.text("author"),
                    recipients,
                    row.flag("byCrew"),
                    row.flag("named"),
                    text,
                    row.instant("sentAt"),
                    row.flag("answered")));
  }

  /** The message an own row leads to. */
  private static Key whole(Row own) {
    return key(own.text("event"), own.sk().substring(PREFIX.length()));
  }

  private static Key key(String event, String id) {
    return new Key(Table.EPHEMERAL, "EV#" + event, PREFIX + id);
  }

  private static Key own(String member, String id) {
    return new Key(Table.EPHEMERAL, "M#" + member, PREFIX + id);
  }

  private static String context(String event, String id) {
    return "Ephemeral|EV#" + event + "|MSG#" + id;
  }
}
