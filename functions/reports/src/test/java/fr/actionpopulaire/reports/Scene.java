package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The function on real tables, with what its tests send. */
final class Scene {

  private static final AtomicInteger NETWORKS = new AtomicInteger();

  final TestAws aws;
  final ApplicationContext context;
  final Handler reports;
  final Store store;

  Scene(TestAws aws) {
    this(aws, Map.of());
  }

  /** The same under other settings. */
  Scene(TestAws aws, Map<String, Object> settings) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("reports"))
            .properties(settings)
            .singletons(aws.clock())
            .build()
            .start();
    reports = Handler.of(new ReportsFunction(context));
    store = context.getBean(Store.class);
  }

  static Map<String, Object> body(String target) {
    Map<String, Object> body = new HashMap<>();
    body.put("target", target);
    body.put("ground", "privacy");
    body.put("explanation", "Mon adresse est publiée ici.");
    body.put("goodFaith", true);
    return body;
  }

  /** A network of its own, so that quotas of tests do not add up. */
  static String network() {
    int number = NETWORKS.incrementAndGet();
    return "198.51." + number / 250 + "." + number % 250;
  }

  Response file(Map<String, Object> body) {
    return reports.call(Payload.post("/v1/reports").json(body).sourceIp(network()));
  }

  String filed(Map<String, Object> body) {
    Response answer = file(body);
    assertTrue(answer.status() == 201, answer.body());
    return answer.text("/report").orElseThrow();
  }

  Response get(String path) {
    return reports.call(Payload.get(path));
  }

  /** As a browser asks for it. */
  Response page(String path) {
    return reports.call(Payload.get(path).header("accept", "text/html,*/*;q=0.8"));
  }

  Event event() {
    Instant start = aws.clock().instant().plus(Duration.ofDays(3));
    Event event =
        new Event(
            RandomId.next(),
            RandomId.next(),
            EventKind.MEETING,
            "Réunion publique",
            "",
            start,
            start.plus(Duration.ofHours(2)),
            ZoneId.of("Europe/Paris"),
            "75056",
            "75",
            null,
            null,
            null,
            null,
            "Camille",
            EventStatus.PUBLISHED,
            null,
            null,
            0,
            1,
            1,
            aws.clock().instant());
    assertTrue(
        store
            .transact(context.getBean(Events.class).publish(event, PersonKey.random()))
            .isWritten());
    return event;
  }

  /** Decides a report as staff would. */
  Decision decide(String report, String decision) {
    Notice notice = context.getBean(Notices.class).find(report).orElseThrow();
    Decision taken =
        new Decision(
            decision,
            report,
            notice.target(),
            new StatementOfReasons(
                Measure.HIDE_EVENT,
                StatementOfReasons.EVERYWHERE,
                new Term.Indefinite(),
                "L’annonce donne une adresse & un <nom>.",
                false,
                new Basis(Basis.Kind.TERMS, "article 4", "Ce n’en est pas la place.")),
            aws.clock().instant(),
            RandomId.next(),
            new Actor("Moderator", "jo"));
    assertTrue(store.transact(Decisions.decide(notice, taken)).isWritten());
    return taken;
  }

  /** A text attribute of a stored item; empty when it has none of that name. */
  static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }
}
