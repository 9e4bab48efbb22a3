package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.AppealLinks;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * F9: every operation tried as everybody. Reporting is for all, suspended or erased members among
 * them; a report is read by whoever holds its link; an appeal is its parties' by the key in their
 * mail, and no account opens it, not even staff's.
 */
@EmbeddedAwsTest
@Tag("F9")
class EveryoneTest {

  private static final String STAFF = "arn:aws:sts::123456789012:assumed-role/Moderator/jo";
  private static final String SIGNED_ORIGIN =
      "https://abcdefghijklmnop.lambda-url.eu-west-3.on.aws";
  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  /** Operation, then what nobody, a member, the author, the reporter… are answered. */
  private static final String TABLE =
      """
      operation                            | nobody | member | author | reporter | erased | suspended | staff
      POST /v1/reports                     | 201    | 201    | 201    | 201      | 201    | 201       | 201
      GET  /v1/reports/{report}            | 200    | 200    | 200    | 200      | 200    | 200       | 200
      GET  /v1/reports/{guessed}           | 404    | 404    | 404    | 404      | 404    | 404       | 404
      POST /v1/decisions/{decision}/appeals| 404    | 404    | 201    | 201      | 201    | 201       | 404
      GET  /signalement                    | 200    | 200    | 200    | 200      | 200    | 200       | 200
      POST /signalement                    | 303    | 303    | 303    | 303      | 303    | 303       | 303
      GET  /signalements/{report}          | 200    | 200    | 200    | 200      | 200    | 200       | 200
      GET  /signalements/{guessed}         | 404    | 404    | 404    | 404      | 404    | 404       | 404
      GET  /recours/{decision}             | 404    | 404    | 200    | 200      | 200    | 200       | 404
      POST /recours/{decision}             | 404    | 404    | 200    | 200      | 200    | 200       | 404
      GET  /transparence                   | 200    | 200    | 200    | 200      | 200    | 200       | 200
      GET  /transparence/{guessed}         | 404    | 404    | 404    | 404      | 404    | 404       | 404
      """;

  private enum Who {
    NOBODY,
    MEMBER,
    AUTHOR,
    REPORTER,
    ERASED,
    SUSPENDED,
    STAFF
  }

  private final TestAws aws;
  private final Scene scene;

  EveryoneTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private static List<String[]> rows() {
    return TABLE.lines().skip(1).map(line -> line.strip().split("\\s*\\|\\s*")).toList();
  }

  @ParameterizedTest
  @EnumSource(Who.class)
  void eachIsAnsweredAsTheTableSays(Who who) {
    assertEquals(
        Who.values().length, TABLE.lines().findFirst().orElseThrow().split("\\|").length - 1);
    String token = token(who);
    List<String> decided = List.of(decided(), decided());
    for (String[] row : rows()) {
      assertEquals(
          Integer.parseInt(row[1 + who.ordinal()]),
          scene.reports.call(call(row[0].split("\\s+"), who, token, decided)).status(),
          who + " " + row[0]);
    }
  }

  /** A decision of that id on a report of the same one. */
  private String decided() {
    String report = scene.filed(Scene.body("/evenements"));
    scene.decide(report, report);
    return report;
  }

  /**
   * @param decided one for the calls and one for the pages: each party appeals once
   */
  private Payload call(String[] operation, Who who, @Nullable String token, List<String> decided) {
    boolean page = !operation[1].startsWith("/v1/");
    String decision = decided.get(page ? 1 : 0);
    String key = key(decision, who);
    String path =
        operation[1]
            .replace("{report}", decision)
            .replace("{guessed}", RandomId.next())
            .replace("{decision}", decision);
    Payload payload = Payload.of(operation[0], path).sourceIp(Scene.network());
    if (operation[0].equals("POST")) {
      Map<String, String> form = new HashMap<>();
      form.put("cible", "/evenements");
      form.put("motif", "spam");
      form.put("bonne-foi", "oui");
      form.put("explication", "Voici pourquoi.");
      form.put("cle", key);
      Map<String, Object> body =
          path.equals("/v1/reports")
              ? Scene.body("/evenements")
              : Map.of("explanation", "Voici pourquoi.", "key", key);
      payload =
          page
              ? payload.form(form).header("origin", who == Who.STAFF ? SIGNED_ORIGIN : ORIGIN)
              : payload.json(body);
    } else {
      payload = payload.header("accept", page ? "text/html" : "application/json").query("cle", key);
    }
    if (token != null) {
      payload = page ? payload.cookie("__Host-session", token) : payload.bearer(token);
    }
    return who == Who.STAFF ? payload.signedBy(STAFF) : payload;
  }

  /** The key in one's mail; who got none tries that of somebody else's decision. */
  private String key(String decision, Who who) {
    AppealLinks links = scene.context.getBean(AppealLinks.class);
    return switch (who) {
      case AUTHOR, ERASED, SUSPENDED -> links.key(decision, Party.AUTHOR);
      case REPORTER -> links.key(decision, Party.REPORTER);
      case NOBODY, MEMBER, STAFF -> links.key(RandomId.next(), Party.AUTHOR);
    };
  }

  private @Nullable String token(Who who) {
    return switch (who) {
      case NOBODY, REPORTER, STAFF -> null;
      case MEMBER, AUTHOR -> session(null);
      case SUSPENDED -> session(aws.clock().instant().plus(Duration.ofDays(7)));
      case ERASED -> {
        String token = session(null);
        scene.context.getBean(Sessions.class).endAll(token.substring(0, token.indexOf('.')));
        yield token;
      }
    };
  }

  private String session(@Nullable Instant suspendedUntil) {
    Instant now = aws.clock().instant();
    Account account =
        new Account(
            RandomId.next(),
            "a".repeat(38) + RandomId.next(),
            1,
            now,
            now,
            Map.of(),
            true,
            suspendedUntil);
    Sessions.Opening opening = scene.context.getBean(Sessions.class).open(account);
    assertTrue(scene.store.write(opening.write()).isWritten());
    return opening.token().value();
  }

  @Test
  void everyOperationIsInTheTable() throws IOException {
    try (Stream<Path> sources =
        Files.list(
            Path.of(
                System.getProperty("house"),
                "functions/reports/src/main/java/fr/actionpopulaire/reports"))) {
      long operations = 0;
      for (Path source : sources.toList()) {
        operations +=
            Files.readAllLines(source).stream()
                .filter(line -> line.matches("  @(Get|Post|Put|Delete|Patch)\\b.*"))
                .count();
      }
      assertEquals(
          operations,
          rows().stream()
              .map(row -> Arrays.toString(row[0].split("\\s+")).replace("guessed", "report"))
              .distinct()
              .count());
    }
  }
}
