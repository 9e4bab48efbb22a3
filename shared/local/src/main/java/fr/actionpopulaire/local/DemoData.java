package fr.actionpopulaire.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.embeddedaws.Mail;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Demo people and a month of events around ten real communes, made through the public API alone.
 * Their names say that nobody is meant, their addresses end in {@code @demo.example}, which cannot
 * exist.
 */
final class DemoData {
  /** How many have an account; further endorsers may sign up. */
  static final int MEMBERS = 8;

  private static final int ENDORSERS = 30;
  private static final int EVENTS = 60;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  private record Place(String commune, String zone) {}

  private record Action(
      String kind, String title, String place, int hour, int hours, int capacity) {}

  /**
   * Lille, Rennes, Nantes, Strasbourg, Montpellier, Toulouse, Grenoble, Paris 11e, Lyon 3e,
   * Fort-de-France.
   */
  private static final List<Place> PLACES =
      List.of(
          new Place("59350", "Europe/Paris"),
          new Place("35238", "Europe/Paris"),
          new Place("44109", "Europe/Paris"),
          new Place("67482", "Europe/Paris"),
          new Place("34172", "Europe/Paris"),
          new Place("31555", "Europe/Paris"),
          new Place("38185", "Europe/Paris"),
          new Place("75111", "Europe/Paris"),
          new Place("69383", "Europe/Paris"),
          new Place("97209", "America/Martinique"));

  private static final List<Action> ACTIONS =
      List.of(
          new Action("leafleting", "Distribution de tracts au marché", "Place du marché", 9, 3, 20),
          new Action("meeting", "Réunion ouverte du groupe local", "Salle municipale", 19, 2, 40),
          new Action("canvassing", "Porte-à-porte du samedi", "Devant la mairie", 14, 3, 12),
          new Action("postering", "Collage d’affiches", "Parking de la gare", 20, 2, 8),
          new Action(
              "training", "Formation : parler du programme", "Maison des associations", 18, 2, 25),
          new Action("rally", "Rassemblement de soutien", "Place de la mairie", 17, 2, 500));

  private final URI home;
  private final Function<String, List<Mail>> mailsTo;
  private final Clock clock;

  DemoData(URI home, Function<String, List<Mail>> mailsTo, Clock clock) {
    this.home = home;
    this.mailsTo = mailsTo;
    this.clock = clock;
  }

  /** Address of one of them, counted from 1. */
  static String member(int number) {
    return "demo" + number + "@demo.example";
  }

  /**
   * Makes everything; to be called once.
   *
   * @throws DemoClient.Unexpected when the API answers otherwise than its contract says
   */
  void fill() throws InterruptedException {
    try (DemoClient client = new DemoClient(home, mailsTo);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      client.upload("demo.csv", endorsers());
      List<Callable<String>> activations = new ArrayList<>();
      for (int number = 1; number <= MEMBERS; number++) {
        int which = number;
        activations.add(() -> activate(client, which));
      }
      List<String> tokens = results(threads.invokeAll(activations));
      List<Callable<String>> publications = new ArrayList<>();
      for (int number = 0; number < EVENTS; number++) {
        int which = number;
        publications.add(() -> publish(client, which, tokens.get(which % MEMBERS)));
      }
      List<String> events = results(threads.invokeAll(publications));
      List<Callable<String>> answers = new ArrayList<>();
      for (int number = 0; number < EVENTS; number += 2) {
        int which = number;
        answers.add(() -> answer(client, events.get(which), tokens.get((which + 3) % MEMBERS)));
      }
      results(threads.invokeAll(answers));
    }
  }

  private String endorsers() {
    LocalDate yesterday =
        LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris")).minusDays(1);
    StringBuilder csv = new StringBuilder("email,basis,at,source,noticeVersion\n");
    for (int number = 1; number <= ENDORSERS; number++) {
      csv.append(member(number))
          .append(number % 3 == 0 ? ",adherent," : ",endorser,")
          .append(yesterday)
          .append(",formulaire de soutien,2026-11\n");
    }
    return csv.toString();
  }

  private static String activate(DemoClient client, int number) throws InterruptedException {
    String token = client.token(member(number));
    ObjectNode body =
        JSON.objectNode()
            .put("firstName", "Démo " + number)
            .put("lastName", "Exemple")
            .put("commune", PLACES.get(number % PLACES.size()).commune())
            .put("over15", true)
            .put("textVersion", "2026-11");
    body.putObject("consents").put("account", true).put("newsletter", number % 2 == 0);
    client.send("POST", "/v1/members", token, body, 201);
    return token;
  }

  private String publish(DemoClient client, int number, String token) throws InterruptedException {
    Place place = PLACES.get(number % PLACES.size());
    Action action = ACTIONS.get(number / PLACES.size() % ACTIONS.size());
    ZoneId zone = ZoneId.of(place.zone());
    ZonedDateTime start =
        ZonedDateTime.of(
            LocalDate.ofInstant(clock.instant(), zone).plusDays(1 + number / 2),
            LocalTime.of(action.hour(), 0),
            zone);
    ObjectNode body =
        JSON.objectNode()
            .put("kind", action.kind())
            .put("title", action.title())
            .put("description", "Événement de démonstration : personne n’y est attendu.")
            .put("startsAt", INSTANT.format(start))
            .put("endsAt", INSTANT.format(start.plusHours(action.hours())))
            .put("timeZone", place.zone())
            .put("commune", place.commune())
            .put("place", action.place())
            .put("capacity", action.capacity());
    return client.send("POST", "/v1/events", token, body, 201).path("id").asText();
  }

  private static String answer(DemoClient client, String event, String token)
      throws InterruptedException {
    ObjectNode body = JSON.objectNode().put("guests", 0);
    return client
        .send("PUT", "/v1/events/" + event + "/rsvp", token, body, 200)
        .path("status")
        .asText();
  }

  private static List<String> results(List<Future<String>> done) throws InterruptedException {
    List<String> results = new ArrayList<>();
    for (Future<String> future : done) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        throw new DemoClient.Unexpected(String.valueOf(e.getCause()));
      }
    }
    return results;
  }
}
