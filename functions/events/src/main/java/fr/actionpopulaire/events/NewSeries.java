package fr.actionpopulaire.events;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event that takes place several times, as sent. */
@Serdeable
@Schema(
    name = "NewSeries",
    requiredProperties = {"event", "every", "times"})
public record NewSeries(
    @Schema(description = "The first time; lasting a day at most") @Nullable NewEvent event,
    @Schema(allowableValues = {"week", "fortnight", "month"}) @Nullable String every,
    @Schema(description = "How often in all, 2 to 10", minimum = "2", maximum = "10")
        @Nullable Integer times) {}
