package fr.actionpopulaire.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Somebody who uses the pages, at the front door. */
final class Browser {

  static final String REQUEST = "__Host-request";
  static final String SESSION = "__Host-session";
  private static final String HERE = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final Newcomer somebody;

  Browser(Newcomer somebody) {
    this.somebody = somebody;
  }

  static Payload page(String path) {
    return Payload.get(path).header("accept", "text/html,application/xhtml+xml");
  }

  static Payload form(String path, Map<String, String> fields) {
    return Payload.post(path).form(fields).header("origin", HERE);
  }

  Response send(Payload payload) {
    return somebody.signup.call(payload.sourceIp(Newcomer.freshSource()));
  }

  /** Asks for a code on a page and has it drawn; the request as the cookie holds it. */
  String asked(String door, String email) {
    Response answer = send(form(door, Map.of("email", email)));
    assertEquals(303, answer.status(), answer::body);
    assertEquals(door + "/code", answer.header("location").orElseThrow());
    String request = answer.cookie(REQUEST).orElseThrow();
    assertTrue(somebody.draw(request, 1, Newcomer.CODE));
    return request;
  }

  /** The session of an address proved at sign-up. */
  String proved(String email) {
    String request = asked("/inscription", email);
    Response answer =
        send(form("/inscription/code", Map.of("code", Newcomer.CODE)).cookie(REQUEST, request));
    assertEquals(303, answer.status(), answer::body);
    assertEquals("/inscription/profil", answer.header("location").orElseThrow());
    return answer.cookie(SESSION).orElseThrow();
  }

  /** What a declared supporter fills in at least. */
  static Map<String, String> profile() {
    Map<String, String> fields = new HashMap<>();
    fields.put("etape", "activer");
    fields.put("version", "2026-11");
    fields.put("prenom", "Camille");
    fields.put("nom", "Testard");
    fields.put("codePostal", "59000");
    fields.put("commune", "59350");
    fields.put("plus15", "oui");
    fields.put("soutien", "oui");
    fields.put("accord-account", "oui");
    return fields;
  }

  Holder holder(String token) {
    return somebody.context.getBean(Sessions.class).holder(token);
  }

  /** Everything this function stores. */
  Set<Object> stored() {
    Set<Object> items = new HashSet<>();
    for (String table : List.of("EPHEMERAL_TABLE", "PEOPLE_TABLE", "OUTBOX_TABLE", "KEYS_TABLE")) {
      items.addAll(somebody.aws.scan(table));
    }
    return items;
  }
}
