package fr.actionpopulaire.rsvp;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Tally;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as clients read it. */
@Serdeable
@Schema(name = "Rsvp")
public record RsvpView(
    @Schema(allowableValues = {"confirmed", "waitlisted"}) String status,
    @Schema(description = "People who come along, 0 to 9") int guests,
    @Schema(description = "Null when everybody may come") @Nullable Integer seatsLeft) {

  static RsvpView of(String status, int guests, Tally tally) {
    return new RsvpView(status, guests, tally.seatsLeft());
  }

  /** An answer as clients send it. */
  @Serdeable
  @Schema(name = "RsvpWish")
  public record Wish(@Schema(minimum = "0", maximum = "9") @Nullable Integer guests) {}

  /** One's own answer, with what one needs to know of the event. */
  @Serdeable
  @Schema(name = "OwnRsvp")
  public record Own(
      AnsweredEvent event,
      @Schema(allowableValues = {"confirmed", "waitlisted"}) String status,
      int guests,
      @Schema(
              description =
                  "What the organiser reads at the entrance;"
                      + " null without a seat, and once the event is over")
          @Nullable String ticket) {

    static Own of(OwnAnswers.OwnAnswer own, @Nullable String ticket) {
      return new Own(
          AnsweredEvent.of(own.event()),
          own.answer().status().code(),
          own.answer().guests(),
          ticket);
    }
  }

  /** What one's own answer says of its event; the title is absent when the event is hidden. */
  @Serdeable
  @Schema(name = "AnsweredEvent")
  public record AnsweredEvent(
      String id,
      String kind,
      @Nullable String title,
      @Schema(description = "RFC 3339, with the offset of the event's zone") String startsAt,
      String endsAt,
      @Schema(description = "IANA zone") String timeZone,
      @Schema(description = "INSEE code") String commune,
      @Schema(allowableValues = {"published", "cancelled", "hidden"}) String status) {

    static AnsweredEvent of(Event event) {
      return new AnsweredEvent(
          event.id(),
          event.kind().code(),
          event.status() == EventStatus.HIDDEN ? null : event.title(),
          at(event.startsAt(), event.timeZone()),
          at(event.endsAt(), event.timeZone()),
          event.timeZone().getId(),
          event.commune(),
          event.status().code());
    }

    private static String at(Instant instant, ZoneId zone) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }
  }

  /** One's own answers. */
  @Serdeable
  @Schema(name = "OwnRsvps")
  public record OwnList(List<Own> items, @Nullable String next) {}

  /** Somebody who answered, as the organiser sees them. */
  @Serdeable
  @Schema(name = "Attendee")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AttendeeView(
      String firstName,
      int guests,
      @Schema(allowableValues = {"confirmed", "waitlisted"}) String status,
      @Schema(
              description =
                  "By what the answer is accepted; only where the event's address is hidden, and"
                      + " another at every event")
          @Nullable String answer,
      @Schema(description = "Whether this person sees the hidden address; absent as answer is")
          @Nullable Boolean accepted) {

    static AttendeeView of(Attendee attendee) {
      boolean needed = attendee.acceptance() != Attendee.Acceptance.NOT_NEEDED;
      return new AttendeeView(
          attendee.firstName(),
          attendee.guests(),
          attendee.status().code(),
          needed ? attendee.handle() : null,
          needed ? Boolean.valueOf(attendee.acceptance() == Attendee.Acceptance.ACCEPTED) : null);
    }
  }

  /** An answer that was accepted. */
  @Serdeable
  @Schema(name = "Acceptance")
  public record AcceptanceView(
      String answer,
      @Schema(allowableValues = {"confirmed"}) String status,
      int guests,
      boolean accepted) {}

  /** Whether an event takes answers, as the organiser reads it. */
  @Serdeable
  @Schema(name = "AnswersState")
  public record AnswersView(
      @Schema(allowableValues = {"open", "closed"}) String answers,
      @Schema(
              allowableValues = {"organiser", "staff"},
              description = "Who closed them; null while open")
          @Nullable String closedBy) {

    static AnswersView of(State state) {
      return switch (state) {
        case OPEN -> new AnswersView("open", null);
        case CLOSED_BY_ORGANISER -> new AnswersView("closed", "organiser");
        case CLOSED_BY_STAFF -> new AnswersView("closed", "staff");
      };
    }
  }

  /** How many of a party are there, as the organiser sends it. */
  @Serdeable
  @Schema(name = "PresenceWish")
  public record PresenceWish(
      @Schema(minimum = "1", maximum = "10", description = "Absent: all of them")
          @Nullable Integer people) {}

  /** Who is there. */
  @Serdeable
  @Schema(name = "Presence")
  public record PresenceView(
      String firstName,
      int guests,
      @Schema(description = "How many of them are there, 1 to guests + 1") int people) {}

  /** Who answered. */
  @Serdeable
  @Schema(name = "Attendees")
  public record AttendeeViews(List<AttendeeView> items, @Nullable String next) {}
}
