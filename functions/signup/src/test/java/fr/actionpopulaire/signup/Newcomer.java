package fr.actionpopulaire.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Endorsements.Basis;
import fr.actionpopulaire.dynamodb.Endorsements.Endorsement;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The function as it is deployed, and somebody who uses it: what tests of this module share. */
final class Newcomer {

  static final String CODE = "40718263";
  static final String WRONG = "00000000";
  private static final AtomicInteger SOURCES = new AtomicInteger();

  final TestAws aws;
  final ApplicationContext context;
  final Handler signup;

  Newcomer(TestAws aws) {
    this(aws, Map.of());
  }

  Newcomer(TestAws aws, Map<String, Object> settings) {
    this.aws = aws;
    Map<String, Object> properties = new HashMap<>(aws.properties("signup"));
    properties.putAll(settings);
    context =
        ApplicationContext.builder().properties(properties).singletons(aws.clock()).build().start();
    signup = Handler.of(new SignupFunction(context));
  }

  /** A network nobody has used yet, so that tests do not share a quota. */
  static String freshSource() {
    int n = SOURCES.incrementAndGet();
    return "198.51." + n / 250 + "." + n % 250;
  }

  Response ask(String email) {
    return ask(email, freshSource());
  }

  Response ask(String email, String source) {
    return signup.call(
        Payload.post("/v1/codes").json(Map.of("email", email)).sourceIp(source).viaFunctionUrl());
  }

  /** The id of a new request. */
  String request(String email) {
    Response answer = ask(email);
    assertEquals(202, answer.status(), answer::body);
    return answer.text("/request").orElseThrow();
  }

  /** A request whose code the mailer has drawn: {@link #CODE}. */
  String requestWithCode(String email) {
    String request = request(email);
    draw(request, 1, CODE);
    return request;
  }

  boolean draw(String request, int sequence, String code) {
    return context
        .getBean(CodeRequests.class)
        .draw(Sessions.sha256(request), sequence, code)
        .isPresent();
  }

  Response redeem(String request, String code) {
    return signup.call(
        Payload.post("/v1/codes/" + request).json(Map.of("code", code)).viaFunctionUrl());
  }

  /** A token for an address that was proved just now. */
  String token(String email) {
    Response answer = redeem(requestWithCode(email), CODE);
    assertEquals(200, answer.status(), answer::body);
    return answer.text("/token").orElseThrow();
  }

  Response create(String token, Map<String, ?> told) {
    return signup.call(Payload.post("/v1/members").json(told).bearer(token).viaFunctionUrl());
  }

  /** Somebody with an account, by its id. */
  String member(String email) {
    Response answer = create(token(email), told());
    assertEquals(201, answer.status(), answer::body);
    return answer.text("/id").orElseThrow();
  }

  /** What a declared supporter tells at least. */
  static Map<String, Object> told() {
    Map<String, Object> told = new HashMap<>();
    told.put("firstName", "Camille");
    told.put("lastName", "Testard");
    told.put("commune", "59350");
    told.put("over15", true);
    told.put("consents", Map.of("account", true));
    told.put("textVersion", "2026-11");
    told.put("endorses", true);
    return told;
  }

  static Map<String, Object> told(String field, Object value) {
    Map<String, Object> told = told();
    told.put(field, value);
    return told;
  }

  static Map<String, Object> toldWithout(String field) {
    Map<String, Object> told = told();
    told.remove(field);
    return told;
  }

  /** Puts an address on the endorsers' list. */
  void endorse(String email) {
    String hash = context.getBean(Peppers.class).hash(new EmailAddress(email));
    context
        .getBean(Endorsements.class)
        .putAll(
            List.of(
                new Endorsement(
                    hash, Basis.ENDORSER, aws.clock().instant(), "test", "activation-1")));
  }

  /** Everything that asking for codes may store. */
  List<Map<String, AttributeValue>> stored() {
    List<Map<String, AttributeValue>> items = new ArrayList<>(aws.scan("EPHEMERAL_TABLE"));
    items.addAll(aws.scan("OUTBOX_TABLE"));
    items.addAll(aws.scan("PEOPLE_TABLE"));
    return items;
  }

  /** An attribute a stored item must have. */
  static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }
}
