package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Member.Account;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members' photos, one each, and the uploads under way. An upload's random name is the name of the
 * file as sent and, once it was made fit to be kept, of the photo; nothing in the bucket says whose
 * it is.
 *
 * <pre>
 * P#&lt;upload&gt; / P           member, format     who asked, so whose file arrives under that name
 * M#&lt;id&gt;     / U#&lt;upload&gt;  settled, former    whether it was dealt with; which photo it replaced
 * M#&lt;id&gt;     / P           photo              the member's own item names the photo kept
 * </pre>
 *
 * <p>The two rows of an upload stay until their time is over, settled or not. So a file whose rows
 * are missing was never asked for, or its owner has left or changed their mind: it goes, in both
 * forms, and no crash between two steps leaves a file that no record leads to.
 */
@Singleton
public final class Photos {

  /** How often recording a photo of a member whom others change meanwhile is tried. */
  private static final int TRIES = 5;

  private final Store store;
  private final BeanProvider<PhotoFiles> files;
  private final Campaign campaign;
  private final Clock clock;

  Photos(Store store, BeanProvider<PhotoFiles> files, Campaign campaign, Clock clock) {
    this.store = store;
    this.files = files;
    this.campaign = campaign;
    this.clock = clock;
  }

  /** Whether photos are kept at all: until the campaign ends. */
  public boolean areKept() {
    Instant now = clock.instant();
    return !RetentionRule.PHOTO.from(now).hasPassed(now, campaign);
  }

  /** What is known about a file that arrived. */
  public sealed interface Arrival {

    /** Nobody asked for it, or not any more, or the campaign is over. */
    record Unexpected() implements Arrival {}

    /** It is that member's, and says it is of that format. */
    record Expected(String member, PhotoFormat format) implements Arrival {}

    /**
     * It was dealt with before.
     *
     * @param former the photo it replaced, whose file may still be there; {@code null} if none
     */
    record Settled(@Nullable String former) implements Arrival {}
  }

  /** Expects a file from a member: its random name; empty when the member is gone. */
  public Optional<String> expect(String member, PhotoFormat format) {
    String upload = RandomId.next();
    Deadline deadline = RetentionRule.PHOTO_UPLOAD.from(clock.instant());
    return store
            .transact(
                List.of(
                    // Whoever is being erased asks for nothing: their uploads are counted already.
                    Write.check(Members.key(member), Condition.present()),
                    Write.put(
                        new Item(
                            owner(upload),
                            deadline,
                            Attributes.none()
                                .text("member", member)
                                .text("format", format.contentType())),
                        Condition.absent()),
                    Write.put(
                        new Item(own(member, upload), deadline, Attributes.none()),
                        Condition.absent())))
            .isWritten()
        ? Optional.of(upload)
        : Optional.empty();
  }

  /** What to do with a file that arrived under that name. */
  public Arrival arrival(String upload) {
    Row owner = areKept() ? store.get(owner(upload)).orElse(null) : null;
    if (owner == null) {
      return new Arrival.Unexpected();
    }
    String member = owner.text("member");
    Row own = store.get(own(member, upload)).orElse(null);
    if (own == null) {
      return new Arrival.Unexpected();
    }
    return own.flag("settled")
        ? new Arrival.Settled(own.textOrNull("former"))
        : PhotoFormat.of(owner.text("format"))
            .<Arrival>map(format -> new Arrival.Expected(member, format))
            .orElseGet(Arrival.Unexpected::new);
  }

  /**
   * Makes an upload, whose photo is stored by now, the member's photo.
   *
   * @return what it is now: settled, by this call or by a twin of it; or unexpected, because its
   *     owner left, changed their mind or has another photo by now, and then the one stored must go
   */
  public Arrival keep(Arrival.Expected expected, String upload) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Account account =
          store.get(Members.key(expected.member())).map(MemberRow::account).orElse(null);
      if (account == null) {
        return new Arrival.Unexpected();
      }
      Outcome outcome =
          store.transact(
              List.of(
                  Write.change(
                      Members.key(account.id()),
                      "SET #photo = :photo ADD #version :one",
                      Attributes.none().text("photo", upload).number("one", 1),
                      Members.unchanged(account)),
                  settle(account.id(), upload, account.photo())));
      switch (outcome) {
        case Outcome.Written _ -> {
          return new Arrival.Settled(account.photo());
        }
        case Outcome.Refused refused when refused.failedAt(1) -> {
          return upload.equals(photoOf(expected.member()))
              ? arrival(upload)
              : new Arrival.Unexpected();
        }
        case Outcome.Refused _ -> {
          // Something else of the member changed: read it again.
        }
      }
    }
    throw new Busy(new IllegalStateException("The member kept changing"));
  }

  private @Nullable String photoOf(String member) {
    return store.get(Members.key(member)).map(row -> row.textOrNull("photo")).orElse(null);
  }

  /** Records that an upload could not become a photo; the member keeps the one they had. */
  public void refuse(Arrival.Expected expected, String upload) {
    store.write(settle(expected.member(), upload, null));
  }

  private static Write settle(String member, String upload, @Nullable String former) {
    return Write.change(
        own(member, upload),
        former == null ? "SET #settled = :yes" : "SET #settled = :yes, #former = :former",
        Attributes.none().flag("yes", true).text("former", former),
        Condition.of("attribute_exists(#pk) AND attribute_not_exists(#settled)"));
  }

  /**
   * Deletes a member's photo and whatever they were sending, files before records; deleted twice is
   * deleted.
   */
  public void remove(Account asRead) {
    Account account = asRead;
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      int found = deleteFiles(account.id(), account.photo());
      if (found == 0) {
        return;
      }
      Write forget =
          Write.change(
              Members.key(account.id()),
              "REMOVE #photo ADD #version :one",
              Attributes.none().number("one", 1),
              Members.unchanged(account));
      if (store.write(forget).isWritten()) {
        return;
      }
      account = store.get(Members.key(account.id())).map(MemberRow::account).orElse(null);
      if (account == null) {
        return;
      }
    }
    throw new Busy(new IllegalStateException("The member kept changing"));
  }

  /**
   * Deletes every file of a member, then the records of uploads; may be repeated.
   *
   * @param photo the one kept, as far as known
   * @return how many there were: photos, and uploads of the last day
   */
  int deleteFiles(String member, @Nullable String photo) {
    List<Row> uploads =
        store.queryAll(Query.prefixed(Table.EPHEMERAL, "M#" + member, "U#").evenExpired());
    Set<String> kept = new HashSet<>();
    if (photo != null) {
      kept.add(photo);
    }
    for (Row own : uploads) {
      String upload = own.sk().substring(2);
      // One of them may just be becoming a photo, whatever its row says.
      kept.add(upload);
      String former = own.textOrNull("former");
      if (former != null) {
        kept.add(former);
      }
      files.get().deleteIncoming(upload);
    }
    kept.forEach(files.get()::deleteKept);
    for (Row own : uploads) {
      store.write(Write.remove(owner(own.sk().substring(2)), Condition.none()));
      store.write(Write.remove(own.key(Table.EPHEMERAL), Condition.none()));
    }
    return kept.size();
  }

  private static Key owner(String upload) {
    return new Key(Table.EPHEMERAL, "P#" + upload, "P");
  }

  private static Key own(String member, String upload) {
    return new Key(Table.EPHEMERAL, "M#" + member, "U#" + upload);
  }
}
