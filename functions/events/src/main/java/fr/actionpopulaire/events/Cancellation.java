package fr.actionpopulaire.events;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an event is called off, as sent. */
@Serdeable
@Schema(name = "Cancellation", requiredProperties = "reason")
public record Cancellation(
    @Schema(description = "One line of up to 300 characters, shown to everybody")
        @Nullable String reason) {}
