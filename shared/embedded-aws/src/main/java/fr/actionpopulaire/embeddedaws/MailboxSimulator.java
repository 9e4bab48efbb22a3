package fr.actionpopulaire.embeddedaws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two addresses of SES's mailbox simulator whose mails come back: {@code
 * bounce@simulator.amazonses.com} and {@code complaint@simulator.amazonses.com}, with any label, as
 * {@code bounce+anna@simulator.amazonses.com}. As at SES, only mail sent through a configuration
 * set is told of, in the words of its event data.
 */
final class MailboxSimulator {

  private static final Pattern ADDRESS =
      Pattern.compile("(bounce|complaint)(\\+[^@]+)?@simulator\\.amazonses\\.com");

  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  void receive(Mail mail) {
    Matcher address = ADDRESS.matcher(mail.to());
    if (address.matches() && mail.options().containsKey("ConfigurationSetName")) {
      told.add(event(mail, address.group(1).equals("bounce")));
    }
  }

  /** Each event once, oldest first. */
  List<String> take() {
    List<String> taken = new ArrayList<>();
    for (String event = told.poll(); event != null; event = told.poll()) {
      taken.add(event);
    }
    return taken;
  }

  private static String event(Mail mail, boolean bounced) {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put(
        "ses:configuration-set", List.of(mail.options().getOrDefault("ConfigurationSetName", "")));
    mail.options()
        .forEach(
            (name, value) -> {
              if (name.startsWith("tag:")) {
                tags.put(name.substring("tag:".length()), List.of(value));
              }
            });
    List<Map<String, Object>> recipients = List.of(Map.of("emailAddress", mail.to()));
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("eventType", bounced ? "Bounce" : "Complaint");
    event.put(
        "mail",
        Map.of(
            "timestamp", mail.sentAt().toString(),
            "source", mail.from(),
            "destination", List.of(mail.to()),
            "tags", tags));
    if (bounced) {
      event.put(
          "bounce",
          Map.of(
              "bounceType",
              "Permanent",
              "bounceSubType",
              "General",
              "bouncedRecipients",
              recipients,
              "timestamp",
              mail.sentAt().toString()));
    } else {
      event.put(
          "complaint",
          Map.of(
              "complaintFeedbackType",
              "abuse",
              "complainedRecipients",
              recipients,
              "timestamp",
              mail.sentAt().toString()));
    }
    return new String(Json.write(event), StandardCharsets.UTF_8);
  }
}
