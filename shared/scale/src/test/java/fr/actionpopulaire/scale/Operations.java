package fr.actionpopulaire.scale;

import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What people do most, each as a call of the deployed code: what {@link Supplier#get} prepares is
 * not counted, what it returns is. Whoever acts is taken from the crowd, each time somebody else.
 */
final class Operations {

  private static final String CODE = "12345678";
  private static final String STAFF = "arn:aws:sts::123456789012:assumed-role/Moderator/jo";

  private final Movement movement;
  private final Crowd crowd;
  private final Mails mails;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger idlers = new AtomicInteger();
  private final AtomicInteger answerers = new AtomicInteger();

  Operations(Movement movement, Crowd crowd) {
    this.movement = movement;
    this.crowd = crowd;
    mails = new Mails(movement);
  }

  /** Those that must cost the same in any crowd. */
  Map<String, Supplier<Runnable>> constant() {
    Map<String, Supplier<Runnable>> all = new LinkedHashMap<>();
    all.put("POST /v1/codes", () -> calling(askForCode(newcomer())));
    all.put("POST /v1/codes/{request}, newcomer", () -> redeeming(newcomer()));
    all.put("POST /v1/codes/{request}, member", () -> redeeming(member() + "@example.org"));
    all.put("POST /v1/members", this::activating);
    all.put("GET /v1/me", () -> calling(Payload.get("/v1/me"), member()));
    all.put("GET /v1/me/export", () -> calling(Payload.get("/v1/me/export"), answerer()));
    all.put(
        "PUT /v1/me/consents/{purpose}",
        () ->
            calling(
                Payload.put("/v1/me/consents/newsletter")
                    .json(Map.of("granted", true, "textVersion", "2026-11")),
                member()));
    all.put("DELETE /v1/me", () -> calling(Payload.delete("/v1/me"), answerer()));
    all.put("GET /v1/events/{id}", () -> calling(Payload.get("/v1/events/" + event())));
    all.put("GET /evenements/{id}", () -> calling(page("/evenements/" + event())));
    all.put("GET /v1/events, five there", () -> calling(Payload.get("/v1/events?commune=97502")));
    all.put("GET /evenements, five there", () -> calling(page("/evenements?commune=97502")));
    all.put("POST /v1/events", () -> calling(Payload.post("/v1/events").json(sheet()), member()));
    all.put("POST /v1/events/{id}/cancellation", this::cancelling);
    all.put("PUT /v1/events/{id}/rsvp", () -> calling(answer(), member()));
    all.put("GET /v1/me/rsvps", () -> calling(Payload.get("/v1/me/rsvps"), answerer()));
    all.put("DELETE /v1/events/{id}/rsvp", this::withdrawing);
    all.put("POST /v1/reports", () -> calling(report(event())));
    all.put("GET /v1/reports/{report}", () -> calling(Payload.get("/v1/reports/" + reported())));
    all.put(
        "GET /v1/moderation/reports, a full page",
        () -> calling(Payload.get("/v1/moderation/reports").signedBy(STAFF)));
    all.put("POST /v1/moderation/reports/{report}/decision", this::hiding);
    all.put("mail CODE", () -> mails.delivering(() -> movement.call(askForCode(newcomer()))));
    all.put("mail WELCOME", this::mailing);
    return all;
  }

  /** Those whose cost follows what is to be shown: up to a bound. */
  Map<String, Supplier<Runnable>> bounded() {
    Map<String, Supplier<Runnable>> all = new LinkedHashMap<>();
    for (String query :
        List.of(
            "",
            "?commune=75111",
            "?commune=75111&radiusKm=100",
            "?commune=23096",
            "?commune=97701",
            "?commune=75111&kind=training",
            "?kind=training")) {
      all.put("GET /v1/events" + query, () -> calling(Payload.get("/v1/events" + query)));
    }
    all.put("GET /evenements?commune=75111", () -> calling(page("/evenements?commune=75111")));
    all.put(
        "GET /v1/communes/75111/events.ics",
        () -> calling(Payload.get("/v1/communes/75111/events.ics")));
    all.put(
        "GET /v1/moderation/reports?ground=privacy, none of 500",
        () -> calling(Payload.get("/v1/moderation/reports?ground=privacy").signedBy(STAFF)));
    return all;
  }

  /** Whether that one may find nothing near, in a small crowd at least. */
  static boolean mayBeEmpty(String bounded) {
    return List.of("commune=23096", "commune=97701", "commune=75111&kind").stream()
        .anyMatch(bounded::contains);
  }

  private Runnable calling(Payload payload) {
    return () -> movement.call(payload);
  }

  private Runnable calling(Payload payload, String member) {
    return calling(payload.bearer(crowd.signIn(member)));
  }

  private int next() {
    return turn.incrementAndGet();
  }

  private String member() {
    return crowd.member(Crowd.idle(idlers.getAndIncrement()));
  }

  private String answerer() {
    return crowd.member(Crowd.answerer(answerers.getAndIncrement()));
  }

  private String event() {
    return crowd.event(next() % 100).id();
  }

  private static Payload page(String path) {
    return Payload.get(path).header("accept", "text/html");
  }

  String newcomer() {
    return "nouvelle%06d@example.org".formatted(next());
  }

  /** From a network nobody else uses, so that no quota ends the test. */
  private Payload fromAfar(Payload payload) {
    int number = next();
    return payload.sourceIp(
        "198.%d.%d.%d".formatted(18 + number / 62_500, number / 250 % 250, number % 250));
  }

  private Payload askForCode(String address) {
    return fromAfar(Payload.post("/v1/codes").json(Map.of("email", address)).viaFunctionUrl());
  }

  /** What a code that was mailed to that address is entered with. */
  Payload redeem(String address) {
    String request = movement.call(askForCode(address)).text("/request").orElseThrow();
    movement.bean(CodeRequests.class).draw(Sessions.sha256(request), 1, CODE);
    return Payload.post("/v1/codes/" + request).json(Map.of("code", CODE)).viaFunctionUrl();
  }

  private Runnable redeeming(String address) {
    return calling(redeem(address));
  }

  private Runnable activating() {
    return calling(activation(movement.call(redeem(newcomer()))));
  }

  /** What somebody who has proved their address becomes a member with. */
  static Payload activation(Response proved) {
    Map<String, Object> told = new HashMap<>();
    told.put("firstName", "Camille");
    told.put("lastName", "Testard");
    told.put("commune", "59350");
    told.put("over15", true);
    told.put("consents", Map.of("account", true));
    told.put("textVersion", "2026-11");
    told.put("endorses", true);
    return Payload.post("/v1/members")
        .json(told)
        .bearer(proved.text("/token").orElseThrow())
        .viaFunctionUrl();
  }

  private Map<String, Object> sheet() {
    Map<String, Object> sheet = new LinkedHashMap<>();
    sheet.put("kind", "leafleting");
    sheet.put("title", "Tractage au marché");
    sheet.put("description", "Rendez-vous devant la fontaine. Tracts fournis.");
    sheet.put("startsAt", movement.now().plus(Duration.ofDays(2)).toString());
    sheet.put("endsAt", movement.now().plus(Duration.ofHours(50)).toString());
    sheet.put("commune", "59350");
    sheet.put("place", "Place de la République");
    sheet.put("capacity", 64);
    return sheet;
  }

  private Runnable cancelling() {
    String organiser = member();
    String id =
        movement
            .call(Payload.post("/v1/events").json(sheet()).bearer(crowd.signIn(organiser)))
            .text("/id")
            .orElseThrow();
    return calling(
        Payload.post("/v1/events/" + id + "/cancellation").json(Map.of("reason", "Pluie")),
        organiser);
  }

  private Payload answer() {
    return Payload.put("/v1/events/" + event() + "/rsvp").json(Map.of("guests", 0));
  }

  private Runnable withdrawing() {
    String member = member();
    String path = "/v1/events/" + event() + "/rsvp";
    String token = crowd.signIn(member);
    movement.call(Payload.put(path).json(Map.of("guests", 0)).bearer(token));
    return calling(Payload.delete(path).bearer(token));
  }

  private Payload report(String event) {
    return fromAfar(
        Payload.post("/v1/reports")
            .json(
                Map.of(
                    "target",
                    "/evenements/" + event,
                    "ground",
                    "spam",
                    "explanation",
                    "La même annonce revient chaque jour.",
                    "goodFaith",
                    true)));
  }

  private String reported() {
    return movement.call(report(event())).text("/report").orElseThrow();
  }

  private Runnable hiding() {
    String organiser = member();
    String id =
        movement
            .call(Payload.post("/v1/events").json(sheet()).bearer(crowd.signIn(organiser)))
            .text("/id")
            .orElseThrow();
    String report = movement.call(report(id)).text("/report").orElseThrow();
    Map<String, Object> decision = new HashMap<>();
    decision.put("measure", "hide-event");
    decision.put("facts", "L’annonce donne l’adresse d’une personne.");
    decision.put(
        "ground",
        Map.of(
            "kind", "terms", "reference", "article 4", "explanation", "Elle n’y a pas sa place."));
    decision.put("automated", false);
    return calling(
        Payload.post("/v1/moderation/reports/" + report + "/decision")
            .json(decision)
            .signedBy(STAFF));
  }

  /** Queues a welcome; what is returned sends it. */
  Runnable mailing() {
    return mails.delivering(this::welcome);
  }

  private void welcome() {
    String member = member();
    movement
        .bean(Outbox.class)
        .queue(
            new Outbox.Message(
                Outbox.Kind.WELCOME,
                new Outbox.Recipient.Member(member),
                member,
                Map.of(),
                movement.now()));
  }
}
