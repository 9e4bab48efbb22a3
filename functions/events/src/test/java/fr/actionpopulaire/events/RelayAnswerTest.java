package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.MutableClock;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever got a message answers it by the link of the mail, on a page or by an app. */
@EmbeddedAwsTest
@Tag("A20")
class RelayAnswerTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";
  private static final String WORDS = "Peut-on venir avec un fauteuil roulant ?";

  private final TestAws aws;
  private final Town town;
  private final Mailbag mail;
  private final Town.Someone organiser;
  private final Town.Someone member;
  private final String event;

  RelayAnswerTest(TestAws aws) {
    this.aws = aws;
    aws.clock().set(MutableClock.START);
    town = new Town(aws);
    mail = new Mailbag(town);
    organiser = town.member("Camille");
    member = town.member("Dominique");
    event = town.published(organiser, town.sheet());
  }

  @Test
  void theAnswerGoesBackAndMayBeAnsweredInItsTurn() {
    RelayedMessage question = mail.sent(member, event, WORDS);
    String link = mail.link(question, organiser);
    aws.meter().reset();
    Response answered = mail.answer(question, link, "Oui, il y a une rampe.");
    assertEquals(201, answered.status(), answered::toString);
    assertEquals(
        Map.of("BatchGetItem", 3, "Query", 1, "GetItem", 5, "TransactWriteItems", 1),
        aws.meter().byOperation());
    RelayedMessage answer = mail.read(event, answered.text("/message").orElseThrow());
    assertEquals(List.of(member.id()), mail.queued(answer.id()));
    assertTrue(answer.byCrew());
    assertFalse(answered.body().contains(member.id()));
    assertEquals(409, mail.answer(question, link, "Encore").status(), "one answer");
    assertEquals(409, mail.answer(question, organiser, "Encore").status());
    Response thanks = mail.answer(answer, member, "Merci !");
    assertEquals(201, thanks.status());
    RelayedMessage last = mail.read(event, thanks.text("/message").orElseThrow());
    assertFalse(last.byCrew());
    assertEquals(List.of(organiser.id()), mail.queued(last.id()));
  }

  @Test
  void nobodyElsesKeyOpensIt() {
    RelayedMessage question = mail.sent(member, event, WORDS);
    RelayedMessage other = mail.sent(town.member("Lou"), event, "Autre chose");
    String right = Mailbag.key(mail.link(question, organiser));
    List<String> wrong =
        List.of(
            "",
            "x",
            right.substring(1) + "A",
            // The same person's key to another message, and the author's own.
            Mailbag.key(mail.link(other, organiser)),
            Mailbag.key(mail.link(question, member)));
    for (String key : wrong) {
      Response page = town.page(question.path() + "?cle=" + key);
      assertEquals(404, page.status(), key);
      assertFalse(page.body().contains("fauteuil"));
      assertEquals(404, mail.answer(question, "?cle=" + key, "Oui.").status(), key);
    }
    assertEquals(404, town.page("/evenements/x/messages/y?cle=" + right).status());
    String elsewhere = town.published(organiser, town.sheet());
    assertEquals(
        404,
        town.page("/evenements/" + elsewhere + "/messages/" + question.id() + "?cle=" + right)
            .status());
    assertEquals(200, town.page(question.path() + "?cle=" + right).status());
  }

  @Test
  void whoIsSuspendedOrErasedAnswersNothing() {
    RelayedMessage question = mail.sent(member, event, WORDS);
    String link = mail.link(question, organiser);
    Members members = town.context.getBean(Members.class);
    var account = members.account(organiser.id()).orElseThrow();
    town.store.write(Members.suspend(account, town.now().plusSeconds(60)));
    assertEquals(403, town.page(link).status());
    assertEquals(403, mail.answer(question, link, "Oui.").status());
    aws.clock().advance(java.time.Duration.ofSeconds(60));
    assertEquals(200, town.page(link).status());
    town.store.write(Keys.shred(new Owner.Member(member.id())));
    assertEquals(404, town.page(link).status(), "the asker's words went with their key");
  }

  @Test
  void theFormsDoTheSame() {
    String path = "/evenements/" + event + "/message";
    assertEquals("/connexion", town.page(path).header("location").orElseThrow());
    String page = seen(member, "/evenements/" + event);
    assertTrue(page.contains(path));
    assertFalse(seen(organiser, "/evenements/" + event).contains(path), "is the organiser");
    assertFalse(town.page("/evenements/" + event).body().contains(path), "must sign in first");
    String form = seen(member, path);
    assertTrue(form.contains("noindex") && form.contains("Signer de mon prénom"), form);
    assertFalse(form.contains("checked"), "not ticked for them");
    String key = form.replaceAll("(?s).*name=\"cle\" value=\"([0-9a-z]{26})\".*", "$1");
    Response wrong = send(path, Map.of("cle", key, "texte", "<b>", "prenom", "oui"));
    assertEquals(422, wrong.status());
    assertTrue(wrong.body().contains("2000 caractères") && wrong.body().contains("checked"));
    Map<String, String> right = Map.of("cle", key, "texte", WORDS);
    for (int twice = 0; twice < 2; twice++) {
      Response sent = send(path, right);
      assertEquals(303, sent.status(), sent::toString);
      assertEquals(path + "?envoye=1", sent.header("location").orElseThrow());
    }
    assertEquals(1, mail.queued(key).size(), "a double click sends once");
    assertTrue(seen(member, path + "?envoye=1").contains("est parti"));
    // The same form used again for other words would hide them: it is told.
    assertEquals(409, send(path, Map.of("cle", key, "texte", "Autre chose")).status());

    RelayedMessage question = mail.read(event, key);
    String link = mail.link(question, organiser);
    String asked = town.page(link).body();
    assertTrue(asked.contains("fauteuil roulant") && asked.contains("noindex"), asked);
    assertFalse(asked.contains("Signer de mon prénom"), "who runs it has a name");
    assertTrue(asked.contains("/signalement?cible=" + question.path()));
    assertEquals(422, reply(question, link, " ").status());
    Response done = reply(question, link, "Oui.");
    assertEquals(link, done.header("location").orElseThrow());
    assertTrue(town.page(link).body().contains("a sa réponse"));
    assertEquals(409, reply(question, link, "Encore").status());
  }

  @Test
  void theFormSaysWhyNot() {
    String path = "/evenements/" + event + "/message";
    for (int i = 0; i < RelayMessage.PER_EVENT; i++) {
      mail.sent(member, event, WORDS);
    }
    Response many = send(path, Map.of("texte", WORDS));
    assertEquals(429, many.status());
    assertEquals("86400", many.header("retry-after").orElseThrow());
    aws.clock().set(town.event(event).endsAt());
    assertEquals(409, send(path, Map.of("texte", WORDS)).status());
    assertTrue(seen(member, path).contains("on n’écrit plus"));
  }

  private String seen(Town.Someone who, String path) {
    Payload payload = Payload.get(path).header("accept", "text/html");
    return town.events.call(payload.cookie("__Host-session", who.token())).body();
  }

  private Response send(String path, Map<String, String> form) {
    return town.events.call(
        Payload.post(path)
            .header("origin", ORIGIN)
            .cookie("__Host-session", member.token())
            .form(form));
  }

  private Response reply(RelayedMessage question, String link, String text) {
    Map<String, String> form = new HashMap<>();
    form.put("cle", Mailbag.key(link));
    form.put("texte", text);
    return town.events.call(Payload.post(question.path()).header("origin", ORIGIN).form(form));
  }
}
