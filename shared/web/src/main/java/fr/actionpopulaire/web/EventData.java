package fr.actionpopulaire.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.ListedEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event as schema.org has it, for search engines and calendars. Its organiser is the campaign: a
 * page says who the person is, a file to be copied does not.
 *
 * @param url of its page
 * @param description plain text; empty for none
 * @param place where in the commune; empty when everybody is not told
 * @param joinable whether one can take part from elsewhere
 * @see <a href="https://schema.org/Event">schema.org</a>
 */
public record EventData(
    String url,
    EventKind kind,
    String title,
    String description,
    Instant startsAt,
    Instant endsAt,
    ZoneId timeZone,
    String commune,
    String place,
    boolean joinable,
    @Nullable Integer capacity,
    EventStatus status) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  /**
   * An event of which everybody may know all that is said here.
   *
   * @param origin of the site, without trailing slash
   */
  public static EventData of(Event event, String origin) {
    return new EventData(
        page(origin, event.id()),
        event.kind(),
        event.title(),
        event.description(),
        event.startsAt(),
        event.endsAt(),
        event.timeZone(),
        event.commune(),
        Objects.requireNonNullElse(event.place(), ""),
        event.onlineUrl() != null,
        event.capacity(),
        event.status());
  }

  /** The same as far as a list knows it. */
  public static EventData of(ListedEvent event, String origin) {
    return new EventData(
        page(origin, event.id()),
        event.kind(),
        event.title(),
        "",
        event.startsAt(),
        event.endsAt(),
        event.timeZone(),
        event.commune(),
        Objects.requireNonNullElse(event.place(), ""),
        false,
        event.capacity(),
        event.status());
  }

  private static String page(String origin, String id) {
    return origin + "/evenements/" + id;
  }

  /** One event as JSON-LD. */
  public String json(Campaign campaign, String origin) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeStringField("@context", "https://schema.org");
          fields(json, campaign, origin);
          json.writeEndObject();
        });
  }

  /** Several events as JSON-LD; empty for none. */
  public static String json(List<EventData> events, Campaign campaign, String origin) {
    return events.isEmpty()
        ? ""
        : written(
            json -> {
              json.writeStartObject();
              json.writeStringField("@context", "https://schema.org");
              json.writeArrayFieldStart("@graph");
              for (EventData event : events) {
                json.writeStartObject();
                event.fields(json, campaign, origin);
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            });
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** JSON without the characters that could end a script element or begin a comment in one. */
  private static String written(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Outside its texts JSON has none of the three.
    return text.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private void fields(JsonGenerator json, Campaign campaign, String origin) throws IOException {
    json.writeStringField("@type", "Event");
    json.writeStringField("@id", url);
    json.writeStringField("url", url);
    json.writeStringField("name", title);
    if (!description.isBlank()) {
      json.writeStringField("description", description);
    }
    json.writeStringField("startDate", startsAt.atZone(timeZone).format(WITH_OFFSET));
    json.writeStringField("endDate", endsAt.atZone(timeZone).format(WITH_OFFSET));
    json.writeStringField(
        "eventStatus",
        switch (status) {
          case PUBLISHED -> "https://schema.org/EventScheduled";
          case CANCELLED, HIDDEN -> "https://schema.org/EventCancelled";
        });
    boolean online = kind == EventKind.ONLINE;
    json.writeStringField(
        "eventAttendanceMode",
        "https://schema.org/%sEventAttendanceMode"
            .formatted(online ? "Online" : joinable ? "Mixed" : "Offline"));
    json.writeArrayFieldStart("location");
    if (!online) {
      writePlace(json);
    }
    if (online || joinable) {
      json.writeStartObject();
      json.writeStringField("@type", "VirtualLocation");
      // The page, not the room: whoever wants in reads first what the organiser asks.
      json.writeStringField("url", url);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (capacity != null) {
      json.writeNumberField("maximumAttendeeCapacity", capacity);
    }
    json.writeObjectFieldStart("organizer");
    json.writeStringField("@type", "Organization");
    json.writeStringField("name", campaign.name());
    json.writeStringField("url", origin + "/");
    json.writeEndObject();
    json.writeStringField("inLanguage", "fr");
  }

  private void writePlace(JsonGenerator json) throws IOException {
    @Nullable Commune town = Communes.embedded().byCode(commune).orElse(null);
    String name = town == null ? "" : town.name();
    json.writeStartObject();
    json.writeStringField("@type", "Place");
    json.writeStringField("name", place.isBlank() ? name : place);
    json.writeObjectFieldStart("address");
    json.writeStringField("@type", "PostalAddress");
    if (!place.isBlank()) {
      json.writeStringField("streetAddress", place);
    }
    json.writeStringField("addressLocality", name);
    if (town != null && town.postalCodes().size() == 1) {
      json.writeStringField("postalCode", town.postalCodes().getFirst());
    }
    json.writeStringField("addressCountry", "FR");
    json.writeEndObject();
    json.writeEndObject();
  }
}
