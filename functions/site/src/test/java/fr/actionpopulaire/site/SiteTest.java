package fr.actionpopulaire.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import fr.actionpopulaire.web.Assets;
import fr.actionpopulaire.web.ProblemKind;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page of the site, through the handler. */
@EmbeddedAwsTest
class SiteTest {

  private final TestAws aws;
  private final ApplicationContext context;
  private final Handler site;

  SiteTest(TestAws aws) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("site"))
            .singletons(aws.clock())
            .build()
            .start();
    site = Handler.of(new SiteFunction(context));
  }

  private Response page(String path) {
    return site.call(Payload.get(path).header("accept", "text/html,*/*;q=0.8"));
  }

  private Event publish(String title, Instant start) {
    return publish(title, start, start.plus(Duration.ofHours(1)));
  }

  private Event publish(String title, Instant start, Instant end) {
    Event event =
        new Event(
            RandomId.next(),
            RandomId.next(),
            EventKind.RALLY,
            title,
            "",
            start,
            end,
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
    return event;
  }

  @Test
  void homeShowsTheNextEventsAndTheSearch() {
    Instant now = aws.clock().instant();
    for (int i = 7; i > 0; i--) {
      publish("Rassemblement n° " + i, now.plus(Duration.ofDays(i)));
    }
    Instant aWeekAgo = now.minus(Duration.ofDays(7));
    publish("Caravane encore là", aWeekAgo.plusSeconds(1), now.plusSeconds(1));
    publish("Caravane partie", aWeekAgo, now);
    aws.meter().reset();
    Response home = page("/");
    assertEquals(200, home.status(), home::toString);
    assertEquals(1, aws.meter().count());
    assertEquals(1, aws.meter().count("Query"));
    assertTrue(home.body().contains("Caravane encore là"), home::body);
    assertFalse(home.body().contains("Caravane partie"));
    assertTrue(home.body().contains("Rassemblement n° 1<"), home::body);
    assertTrue(home.body().contains("Rassemblement n° 5<"));
    assertFalse(home.body().contains("Rassemblement n° 6<"));
    assertTrue(home.body().contains("action=\"/evenements\""));
    assertTrue(home.header("x-robots-tag").isEmpty());
    assertTrue(home.body().contains("<link rel=\"canonical\" href=\"https://"), home::body);
    assertTrue(home.body().contains("\"@type\":\"Event\""), home::body);
    assertFalse(home.body().contains("Camille"), "what is told elsewhere names nobody");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/mentions-legales",
        "/confidentialite",
        "/conditions",
        "/accessibilite",
        "/sources"
      })
  void pagesAreFrenchWithoutScriptsStylesOrForeignFiles(String path) {
    Response page = page(path);
    assertEquals(200, page.status(), page::toString);
    assertEquals("text/html; charset=utf-8", page.header("content-type").orElseThrow());
    String html = page.body();
    assertTrue(html.startsWith("<!doctype html>\n<html lang=\"fr\">"));
    assertTrue(html.contains("<title>") && html.contains("name=\"viewport\""));
    assertEquals(1, html.split("<h1", -1).length - 1);
    String data = "<script type=\"application/ld+json\"";
    assertFalse(html.replace(data, "").contains("<script"));
    assertFalse(html.contains(" style=") || html.contains("<img"));
    Matcher files =
        Pattern.compile("(?:src|<link rel=\"(?:stylesheet|icon)\"[^>]*href)=\"([^\"]*)\"")
            .matcher(html);
    while (files.find()) {
      assertTrue(files.group(1).startsWith("/assets/"), files.group());
    }
    assertFalse(page.header("set-cookie").isPresent());
    assertTrue(page.header("content-security-policy").orElseThrow().contains("base-uri 'none'"));
  }

  @Test
  void thePrivacyPageNamesEveryRetentionRule() {
    String html = page("/confidentialite").body();
    for (KeptData line : KeptData.all()) {
      assertTrue(html.contains(line.what()), line.what());
      assertTrue(html.contains(line.period()), line.period());
    }
    assertEquals(RetentionRule.values().length, KeptData.all().size());
    assertTrue(html.contains("cnil.fr"));
    assertTrue(html.contains("dimanche 2 mai 2027"));
  }

  @ParameterizedTest
  @EnumSource(ProblemKind.class)
  void everyProblemHasItsPage(ProblemKind kind) {
    Response page = page(kind.type());
    assertEquals(200, page.status());
    assertTrue(page.body().contains(kind.title().fr()));
  }

  @Test
  void whatIsUnmatchedIsAPageForPeopleAndAProblemForClients() {
    Response people = page("/n/importe/quoi");
    assertEquals(404, people.status());
    assertTrue(people.body().contains("<html lang=\"fr\">"));
    for (String path : new String[] {"/v1/nothing", "/n/importe/quoi", "/v1/"}) {
      Response client = site.call(Payload.get(path));
      assertEquals(404, client.status());
      assertEquals("application/problem+json", client.header("content-type").orElseThrow());
      assertEquals("/problems/not-found", client.text("/type").orElseThrow());
    }
    assertEquals(
        "application/problem+json", page("/v1/nothing").header("content-type").orElseThrow());
    assertEquals(404, page("/problems/nothing").status());
    assertEquals(404, page("/assets/../site.css").status());
    assertEquals(404, page("/assets/site.css").status());
    assertEquals(404, page("/assets/application.000000000000.properties").status());
  }

  @Test
  void anotherMethodIsRefused() {
    assertEquals(405, site.call(Payload.delete("/mentions-legales")).status());
    assertEquals(405, site.call(Payload.post("/v1/openapi.json").json("{}")).status());
  }

  @Test
  void assetsAreKeptForGoodUnderTheNameOfTheirContent() {
    Response css = page(Assets.STYLESHEET);
    assertEquals(200, css.status());
    assertEquals("text/css; charset=utf-8", css.header("content-type").orElseThrow());
    assertTrue(css.header("cache-control").orElseThrow().contains("immutable"));
    assertTrue(page("/").body().contains(Assets.STYLESHEET));
    Response old = page("/assets/site.0123456789ab.css");
    assertEquals(css.body(), old.body());
    assertFalse(old.header("cache-control").orElseThrow().contains("immutable"));
    assertEquals("image/svg+xml", page(Assets.ICON).header("content-type").orElseThrow());
    assertEquals(200, page("/favicon.ico").status());
  }

  @Test
  void theHomePageIsSharedWithAPictureThatIsThere() {
    String home = page("/").body();
    assertTrue(home.contains("<meta property=\"og:image\" content=\"https://"), home);
    assertTrue(home.contains(Assets.SHARE + "\">"), home);
    assertTrue(home.contains("og:image:width\" content=\"1200\""), home);
    assertTrue(home.contains("og:image:height\" content=\"630\""), home);
    assertTrue(home.contains("og:image:alt\" content=\"L’emblème"), home);
    Response picture = page(Assets.SHARE);
    assertEquals(200, picture.status());
    assertEquals("image/png", picture.header("content-type").orElseThrow());
    assertTrue(picture.header("cache-control").orElseThrow().contains("immutable"));
    assertArrayEquals(Assets.read("share.png"), picture.bytes(), "byte for byte");
    assertFalse(page("/connexion").body().contains("og:image"), "not of what search engines skip");
  }

  @Test
  void robotsAndTheContractAreServed() {
    // A page that may not be found must be read to know so: robots are kept from data alone.
    assertEquals("User-agent: *\nDisallow: /v1/\n", page("/robots.txt").body());
    Response contract = site.call(Payload.get("/v1/openapi.json"));
    assertEquals("application/json", contract.header("content-type").orElseThrow());
    assertTrue(contract.text("/openapi").orElseThrow().startsWith("3."));
    assertEquals(200, site.call(Payload.head("/").header("accept", "text/html")).status());
  }
}
