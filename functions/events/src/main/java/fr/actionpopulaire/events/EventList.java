package fr.actionpopulaire.events;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events in the order of their start; a page may be short, even empty, before the end.
 *
 * @param nearest where the circle holds none at all, the nearest event outside it that the other
 *     filters leave; {@code null} otherwise
 */
@Serdeable
@Schema(name = "EventList")
public record EventList(
    List<EventView> items,
    @Schema(description = "The cursor of the next page") @Nullable String next,
    @Schema(description = "Of an empty list around a commune, the nearest event outside it")
        @Nullable Nearest nearest) {

  /**
   * @param distanceKm from the commune asked for to the event's, rounded up to the kilometre
   */
  @Serdeable
  @Schema(name = "NearestEvent")
  public record Nearest(EventView event, long distanceKm) {}
}
