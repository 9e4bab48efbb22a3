package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands.
 *
 * @param organiser member id; never shown
 * @param startsAt in whole seconds
 * @param endsAt in whole seconds, after the start, at most 7 days later
 * @param timeZone in which its times are shown
 * @param commune INSEE code
 * @param department code of the commune's department
 * @param addressHidden whether place and link are for whom the organiser accepts only; nothing
 *     shows them but through {@link #asSeenBy}
 * @param capacity seats in all, or {@code null} when everybody may come
 * @param skills what those who come could best bring: codes of {@link
 *     fr.actionpopulaire.domain.member.Skill}
 * @param displayName how the organiser wants to be called; {@link Events#SOMEBODY} once their key
 *     is gone
 * @param reason why it was cancelled or hidden, in the words shown to everybody
 * @param decision id of the moderation decision that hid it
 * @param sequence how often it was moved or called off: iCalendar's SEQUENCE, from 0
 * @param version changes with every write of the event itself, from 1; the resource's ETag
 * @param blocks how many blocks of at most 64 seats it has, from 1; never fewer than before
 * @param coOrganisers who runs it besides the organiser, as far as it was read as a whole
 * @param closing whether its answers were closed before its end
 */
public record Event(
    String id,
    String organiser,
    EventKind kind,
    String title,
    String description,
    Instant startsAt,
    Instant endsAt,
    ZoneId timeZone,
    String commune,
    String department,
    @Nullable String place,
    @Nullable String onlineUrl,
    boolean addressHidden,
    @Nullable Integer capacity,
    @Nullable String accessibility,
    List<String> skills,
    String displayName,
    EventStatus status,
    @Nullable String reason,
    @Nullable String decision,
    int sequence,
    long version,
    int blocks,
    Instant publishedAt,
    List<CoOrganiser> coOrganisers,
    Closing closing) {

  public Event {
    skills = List.copyOf(skills);
    coOrganisers = List.copyOf(coOrganisers);
  }

  /**
   * An event that needs nothing special, run by its organiser alone, whose address all see and
   * whose answers nobody closed.
   */
  public Event(
      String id,
      String organiser,
      EventKind kind,
      String title,
      String description,
      Instant startsAt,
      Instant endsAt,
      ZoneId timeZone,
      String commune,
      String department,
      @Nullable String place,
      @Nullable String onlineUrl,
      @Nullable Integer capacity,
      @Nullable String accessibility,
      String displayName,
      EventStatus status,
      @Nullable String reason,
      @Nullable String decision,
      int sequence,
      long version,
      int blocks,
      Instant publishedAt) {
    this(
        id,
        organiser,
        kind,
        title,
        description,
        startsAt,
        endsAt,
        timeZone,
        commune,
        department,
        place,
        onlineUrl,
        false,
        capacity,
        accessibility,
        List.of(),
        displayName,
        status,
        reason,
        decision,
        sequence,
        version,
        blocks,
        publishedAt,
        List.of(),
        Closing.NONE);
  }

  /** Seats of one block, except the last one, which has the remainder. */
  public static final int SEATS_PER_BLOCK = 64;

  /** Whether somebody may change it, call it off and see who comes. */
  public boolean isRunBy(@Nullable String member) {
    return organiser.equals(member)
        || coOrganisers.stream().anyMatch(one -> one.member().equals(member));
  }

  /** Whether people can answer unless that was {@link #closing closed}: published, and not over. */
  public boolean takesAnswers(Instant now) {
    return status == EventStatus.PUBLISHED && now.isBefore(endsAt);
  }

  /**
   * The event as somebody may see it: a hidden address is left out, unless they run it or their
   * answer was accepted.
   *
   * @param member who looks, or {@code null} for anybody
   * @param answer theirs to this event, or {@code null} when there is none
   */
  public Event asSeenBy(@Nullable String member, @Nullable Answer answer) {
    boolean accepted = answer != null && answer.event().equals(id) && answer.isAccepted();
    return !addressHidden || accepted || isRunBy(member) ? this : withoutAddress();
  }

  /** The event as everybody may see it. */
  public Event asSeenByAnybody() {
    return asSeenBy(null, null);
  }

  /** The event as it is once {@link Events#cancel} is written. */
  public Event cancelled(String why) {
    return with(EventStatus.CANCELLED, why, decision, sequence + 1, version + 1, blocks);
  }

  /** The event as it is once {@link Events#show} is written. */
  Event shown(EventStatus before, @Nullable String why) {
    return with(before, why, null, sequence + 1, version + 1, blocks);
  }

  /** The next version of it; moved, the next sequence too. */
  public Event asNext(boolean moved) {
    return with(status, reason, decision, moved ? sequence + 1 : sequence, version + 1, blocks);
  }

  /** The same with so many blocks of seats. */
  public Event withBlocks(int number) {
    return with(status, reason, decision, sequence, version, number);
  }

  private Event with(
      EventStatus newStatus,
      @Nullable String newReason,
      @Nullable String newDecision,
      int newSequence,
      long newVersion,
      int newBlocks) {
    return new Event(
        id,
        organiser,
        kind,
        title,
        description,
        startsAt,
        endsAt,
        timeZone,
        commune,
        department,
        place,
        onlineUrl,
        addressHidden,
        capacity,
        accessibility,
        skills,
        displayName,
        newStatus,
        newReason,
        newDecision,
        newSequence,
        newVersion,
        newBlocks,
        publishedAt,
        coOrganisers,
        closing);
  }

  /** The same with its address for everybody, or for those who are accepted. */
  public Event withAddressHidden(boolean hidden) {
    return withAddress(place, onlineUrl, hidden);
  }

  private Event withoutAddress() {
    return withAddress(null, null, true);
  }

  private Event withAddress(
      @Nullable String newPlace, @Nullable String newOnlineUrl, boolean hidden) {
    return new Event(
        id,
        organiser,
        kind,
        title,
        description,
        startsAt,
        endsAt,
        timeZone,
        commune,
        department,
        newPlace,
        newOnlineUrl,
        hidden,
        capacity,
        accessibility,
        skills,
        displayName,
        status,
        reason,
        decision,
        sequence,
        version,
        blocks,
        publishedAt,
        coOrganisers,
        closing);
  }

  /** How many blocks of seats a new event starts with. */
  public static int blocksFor(@Nullable Integer capacity) {
    return capacity == null ? 1 : Math.ceilDiv(capacity, SEATS_PER_BLOCK);
  }
}
