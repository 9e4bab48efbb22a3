package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.web.Findings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form by which somebody writes to those who run an event, or answers, as it was filled in.
 *
 * @param question what is answered, or {@code null}
 * @param asksName whether it asks if the first name may be told: not of those who run the event
 * @param done whether there is nothing to send any more
 */
public record RelayForm(
    String event,
    String title,
    String organiser,
    @Nullable RelayedMessage question,
    boolean asksName,
    boolean done,
    Map<String, String> fields,
    Findings findings) {

  static RelayForm of(RelayMessage.Look.Open open, boolean done, Map<String, String> fields) {
    RelayedMessage question = open.question();
    return new RelayForm(
        open.event().id(),
        open.event().title(),
        open.event().displayName(),
        question,
        !open.event().isRunBy(open.writer().id()),
        done || (question != null && question.answered()),
        fields,
        new Findings());
  }

  RelayForm with(Findings found) {
    return new RelayForm(event, title, organiser, question, asksName, done, fields, found);
  }

  /** What stands at the top of the page. */
  public String heading() {
    return question == null ? "Écrire à qui organise" : "Répondre";
  }

  /** Where it is sent. */
  public String action() {
    return question == null ? "/evenements/" + event + "/message" : question.path();
  }

  /** What is answered, or an empty text. */
  public String quoted() {
    return question == null ? "" : question.text();
  }

  /** Where that is reported, or an empty text. */
  public String reported() {
    return question == null ? "" : question.path();
  }

  /** What was typed into a field. */
  public String value(String field) {
    return fields.getOrDefault(field, "");
  }

  /** What is wrong with the text, or an empty text. */
  public String error() {
    return findings.french("/text").orElse("");
  }

  /** As the API would be sent it. */
  RelayView.Sent sent() {
    return new RelayView.Sent(value("texte"), fields.containsKey("prenom"));
  }
}
