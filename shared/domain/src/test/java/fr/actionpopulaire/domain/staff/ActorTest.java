package fr.actionpopulaire.domain.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTest {

  @Test
  void roleAndSessionAreTheActor() {
    Actor actor =
        Actor.ofArn("arn:aws:sts::123456789012:assumed-role/Moderator/jo@example.org")
            .orElseThrow();
    assertEquals(new Actor("Moderator", "jo@example.org"), actor);
    assertEquals("Moderator/jo@example.org", actor.text());
    assertEquals(Optional.of(actor), Actor.of(actor.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Moderator/jo",
        "arn:aws:iam::123456789012:user/jo",
        "arn:aws:iam::123456789012:root",
        "arn:aws:iam::123456789012:role/Moderator",
        "arn:aws:sts::123456789012:federated-user/jo",
        "arn:aws:sts::123456789012:assumed-role/Moderator",
        "arn:aws:sts::123456789012:assumed-role/Moderator/",
        "arn:aws:sts::123456789012:assumed-role//jo",
        "arn:aws:sts::123456789012:assumed-role/Moderator/j",
        "arn:aws:sts::123456789012:assumed-role/path/Moderator/jo",
        "arn:aws:sts::123456789012:assumed-role/Moderator/jo\n",
        "arn:aws:sts::123456789012:assumed-role/Moderator/jo doe",
        "arn:aws:sts::12345678901:assumed-role/Moderator/jo",
        "arn:aws:sts::1234567890123:assumed-role/Moderator/jo",
        "arn:aws:sts:eu-west-3:123456789012:assumed-role/Moderator/jo",
        " arn:aws:sts::123456789012:assumed-role/Moderator/jo",
        "arn:aws:sts::123456789012:assumed-role/Moderator/<b>jo</b>"
      })
  void nothingElseIs(String arn) {
    assertEquals(Optional.empty(), Actor.ofArn(arn));
  }

  @Test
  void namesAreBounded() {
    assertEquals("r/" + "s".repeat(64), new Actor("r", "s".repeat(64)).text());
    assertThrows(IllegalArgumentException.class, () -> new Actor("r", "s".repeat(65)));
    assertThrows(IllegalArgumentException.class, () -> new Actor("r".repeat(65), "so"));
  }
}
