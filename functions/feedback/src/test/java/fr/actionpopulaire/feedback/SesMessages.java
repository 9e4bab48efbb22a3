package fr.actionpopulaire.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.feedback.Notifications.Notification;
import fr.actionpopulaire.feedback.Notifications.Published;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What SES says of mails, after the samples kept for {@code sam local invoke}. */
final class SesMessages {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SesMessages() {}

  static JsonNode sample(String name) {
    Path file = Path.of(System.getProperty("house"), "events", "feedback", name + ".json");
    try {
      return JSON.readTree(file.toFile()).at("/Records/0/Sns/Message");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The sample's message about another mail to another address. */
  static ObjectNode about(String sample, String mail, String address) {
    try {
      return (ObjectNode)
          JSON.readTree(
              sample(sample)
                  .asText()
                  .replace("sample@example.org", address)
                  .replaceAll("welcome-[0-9a-f]{64}", mail));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Notifications event(@Nullable String... messages) {
    return new Notifications(
        Stream.of(messages).map(message -> new Notification(new Published(message))).toList());
  }
}
