package fr.actionpopulaire.events;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events in the order of their start; a page may be short, even empty, before the end. */
@Serdeable
@Schema(name = "EventList")
public record EventList(
    List<EventView> items,
    @Schema(description = "The cursor of the next page") @Nullable String next) {}
