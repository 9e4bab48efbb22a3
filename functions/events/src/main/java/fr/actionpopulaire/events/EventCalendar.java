package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.ListedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events as calendars read them (RFC 5545). The UID of an event never changes, SEQUENCE rises with
 * each change of time, place or status, and a cancelled event stays, marked as such: a calendar
 * that knew it learns that it is off.
 */
final class EventCalendar {

  /** The media type of calendars. */
  static final String MEDIA_TYPE = "text/calendar; charset=utf-8";

  private EventCalendar() {}

  /**
   * One event; of a hidden one, nothing but that it is off.
   *
   * @param origin where its page is
   */
  static String of(Event event, String origin, Instant now) {
    CalendarLines lines = begin("Action populaire");
    entry(lines, event, origin, now, status(event.status()));
    return end(lines);
  }

  /** Those a member comes to, waits for or organises. */
  static String of(List<MemberCalendar.Entry> entries, String origin, Instant now) {
    CalendarLines lines = begin("Mes actions");
    for (MemberCalendar.Entry entry : entries) {
      Event event = entry.event();
      boolean tentative = entry.isWaiting() && event.status() == EventStatus.PUBLISHED;
      entry(lines, event, origin, now, tentative ? "TENTATIVE" : status(event.status()));
    }
    return end(lines);
  }

  private static void entry(
      CalendarLines lines, Event event, String origin, Instant now, String status) {
    boolean hidden = event.status() == EventStatus.HIDDEN;
    entry(lines, event.id(), event.startsAt(), event.endsAt(), event.sequence(), now)
        .text("SUMMARY", hidden ? "Événement retiré" : event.title())
        .line("URL", origin + "/evenements/" + event.id())
        .line("STATUS", status);
    if (!hidden) {
      lines.text("LOCATION", place(event.place(), event.commune()));
      String description =
          Stream.of(event.description(), event.onlineUrl(), event.accessibility())
              .filter(Objects::nonNull)
              .filter(text -> !text.isBlank())
              .collect(Collectors.joining("\n\n"));
      if (!description.isEmpty()) {
        lines.text("DESCRIPTION", description);
      }
    }
    lines.line("END", "VEVENT");
  }

  /** The events around a commune. */
  static String of(Commune commune, List<ListedEvent> events, String origin, Instant now) {
    CalendarLines lines = begin("Agir près de " + commune.name());
    for (ListedEvent event : events) {
      entry(lines, event.id(), event.startsAt(), event.endsAt(), event.sequence(), now)
          .text("SUMMARY", event.title())
          .text("LOCATION", place(event.place(), event.commune()))
          .line("URL", origin + "/evenements/" + event.id())
          .line("STATUS", status(event.status()))
          .line("END", "VEVENT");
    }
    return end(lines);
  }

  private static CalendarLines begin(String name) {
    return new CalendarLines()
        .line("BEGIN", "VCALENDAR")
        .line("VERSION", "2.0")
        .line("PRODID", "-//Action populaire//Agenda//FR")
        .line("CALSCALE", "GREGORIAN")
        .line("METHOD", "PUBLISH")
        .text("X-WR-CALNAME", name);
  }

  private static CalendarLines entry(
      CalendarLines lines, String id, Instant startsAt, Instant endsAt, int sequence, Instant now) {
    return lines
        .line("BEGIN", "VEVENT")
        .line("UID", id + "@action-populaire")
        .instant("DTSTAMP", now)
        .instant("DTSTART", startsAt)
        .instant("DTEND", endsAt)
        .line("SEQUENCE", Integer.toString(sequence));
  }

  private static String end(CalendarLines lines) {
    return lines.line("END", "VCALENDAR").toString();
  }

  private static String status(EventStatus status) {
    return switch (status) {
      case PUBLISHED -> "CONFIRMED";
      case CANCELLED, HIDDEN -> "CANCELLED";
    };
  }

  private static String place(@Nullable String place, String commune) {
    String name = Communes.embedded().byCode(commune).map(Commune::name).orElse("");
    return place == null || place.isBlank() ? name : place + ", " + name;
  }
}
