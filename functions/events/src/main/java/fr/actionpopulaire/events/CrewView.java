package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.CoOrganisers.Named;
import fr.actionpopulaire.dynamodb.Invitations.Invitation;
import fr.actionpopulaire.dynamodb.Invitations.Open;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who runs an event with its organiser, and the links by which others may. */
@Serdeable
@Schema(name = "CoOrganisers")
public record CrewView(
    List<CoOrganiserView> items,
    @Schema(description = "Links that still work; empty for co-organisers")
        List<LinkView> invitations,
    @Nullable String next) {

  static CrewView of(Crew crew) {
    return new CrewView(
        crew.others().stream().map(one -> CoOrganiserView.of(one, crew.own())).toList(),
        crew.links().stream().map(LinkView::of).toList(),
        null);
  }

  /** One co-organiser. */
  @Serdeable
  @Schema(name = "CoOrganiser")
  public record CoOrganiserView(
      @Schema(description = "By what they are taken off; the lowest takes over the event")
          int coOrganiser,
      String displayName,
      Instant joinedAt,
      @Schema(description = "Whether it is the caller") boolean own) {

    static CoOrganiserView of(Named one, @Nullable Integer own) {
      return new CoOrganiserView(
          one.slot(),
          one.displayName(),
          one.joinedAt(),
          own != null && own.intValue() == one.slot());
    }
  }

  /** A link, without its secret. */
  @Serdeable
  @Schema(name = "InvitationLink")
  public record LinkView(String invitation, Instant expiresAt) {

    static LinkView of(Open open) {
      return new LinkView(open.id(), open.expiresAt());
    }
  }

  /** A link that was made just now. */
  @Serdeable
  @Schema(name = "Invitation")
  public record InvitationView(
      @Schema(description = "By what it is taken back") String invitation,
      @Schema(description = "To be given to one person; told this once, it works once") String key,
      @Schema(description = "The page where a browser uses it") String page,
      Instant expiresAt) {

    static InvitationView of(String event, Invitation made) {
      return new InvitationView(
          made.id(), made.secret(), CrewPages.link(event, made.secret()), made.expiresAt());
    }
  }

  /** Following a link, as sent. */
  @Serdeable
  @Schema(name = "Joining", requiredProperties = "key")
  public record Joining(
      @Schema(description = "From the invitation") @Nullable String key,
      @Schema(description = "Pseudonym should the event become theirs; the first name when absent")
          @Nullable String displayName) {}
}
