package fr.actionpopulaire.site;

import static fr.actionpopulaire.testing.HttpLedger.page;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.HttpLedger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import fr.actionpopulaire.web.Assets;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each operation costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private final TestAws aws;
  private final ApplicationContext context;
  private final HttpLedger ledger;

  LedgerTest(TestAws aws) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("site"))
            .singletons(aws.clock())
            .build()
            .start();
    ledger = new HttpLedger(aws, "site", Handler.of(new SiteFunction(context)), context);
  }

  @Test
  void everyOperationCostsWhatItsLineSays() {
    for (int day = 1; day <= 6; day++) {
      publish(aws.clock().instant().plus(Duration.ofDays(day)));
    }
    ledger.call(page("/", ""));
    List.of("/mentions-legales", "/confidentialite", "/conditions", "/accessibilite", "/sources")
        .forEach(path -> ledger.call(page(path, "")));
    ledger.call(page("/problems/wrong-code", ""));
    ledger.call("style sheet", Payload.get(Assets.STYLESHEET));
    ledger.call("icon", Payload.get(Assets.ICON));
    ledger.call("picture for sharing", Payload.get(Assets.SHARE));
    ledger.call(Payload.get("/favicon.ico"));
    ledger.call(Payload.get("/robots.txt"));
    ledger.call(Payload.get("/v1/openapi.json"));
    ledger.refusal("what nobody answers", page("/nulle/part", ""));
    ledger.settle();
  }

  private void publish(Instant start) {
    Event event =
        new Event(
            RandomId.next(),
            RandomId.next(),
            EventKind.RALLY,
            "Rassemblement de quartier",
            "",
            start,
            start.plus(Duration.ofHours(1)),
            ZoneId.of("Europe/Paris"),
            "75111",
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
        context
            .getBean(Store.class)
            .transact(context.getBean(Events.class).publish(event, PersonKey.random()))
            .isWritten());
  }
}
