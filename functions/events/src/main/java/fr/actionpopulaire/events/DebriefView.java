package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Debrief;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of an event, as those who ran it read it. */
@Serdeable
@Schema(name = "Debrief")
public record DebriefView(
    int came,
    @Nullable Integer newPeople,
    @Nullable Integer leaflets,
    @Nullable Integer doors,
    @Nullable Integer posters,
    @Nullable String notes,
    Instant writtenAt) {

  static DebriefView of(Debrief debrief) {
    return new DebriefView(
        debrief.came(),
        debrief.newPeople(),
        debrief.leaflets(),
        debrief.doors(),
        debrief.posters(),
        debrief.notes(),
        debrief.writtenAt());
  }

  /** The same as sent. */
  @Serdeable
  @Schema(name = "NewDebrief", requiredProperties = "came")
  public record Sent(
      @Schema(description = "People who were there, 0 to 100000") @Nullable Integer came,
      @Schema(description = "Of them, those who came for the first time; came at most")
          @Nullable Integer newPeople,
      @Schema(description = "Handed out, 0 to 1000000") @Nullable Integer leaflets,
      @Schema(description = "Knocked at, 0 to 1000000") @Nullable Integer doors,
      @Schema(description = "Put up, 0 to 1000000") @Nullable Integer posters,
      @Schema(description = "Up to 2000 characters; names of people have no place here")
          @Nullable String notes) {}
}
