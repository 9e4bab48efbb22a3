package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Misuse;
import fr.actionpopulaire.dynamodb.Misuses;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C9: a suspension bites at the next notice with that address, and at no other. */
@EmbeddedAwsTest
@Tag("C9")
class SuspendedReporterTest {

  private final TestAws aws;
  private final Scene scene;
  private final String address = RandomId.next() + "@example.org";
  private final Misuses misuses;

  SuspendedReporterTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
    misuses = scene.context.getBean(Misuses.class);
  }

  private Map<String, Object> body(String email) {
    Map<String, Object> body = Scene.body("/");
    body.put("email", email);
    return body;
  }

  /** Sends a notice and calls it abusive, as staff do. */
  private void abusive() {
    aws.clock().advance(Duration.ofMinutes(1));
    Notice notice =
        scene.context.getBean(Notices.class).find(scene.filed(body(address))).orElseThrow();
    aws.clock().advance(Duration.ofMinutes(1));
    Misuses.Marked marked = misuses.mark(notice, aws.clock().instant()).orElseThrow();
    assertTrue(scene.store.write(marked.write()).isWritten());
  }

  /** The instant the suspension ends. */
  private Instant suspended() {
    for (int i = 0; i <= Misuse.AFTER_WARNING; i++) {
      abusive();
    }
    return aws.clock().instant().plus(Misuse.SUSPENSION);
  }

  @Test
  void untilItsEndAndNoLonger() {
    Instant until = suspended();
    var before = Set.copyOf(aws.scan("MODERATION_TABLE"));
    aws.clock().set(until.minusMillis(1));
    Response refused = scene.file(body(address.toUpperCase(java.util.Locale.ROOT)));
    assertEquals(403, refused.status(), refused.body());
    assertEquals("/problems/reporting-suspended", refused.text("/type").orElseThrow());
    assertEquals(until.toString(), refused.text("/until").orElseThrow());
    assertTrue(refused.text("/detail").orElseThrow().contains("21 décembre 2026"), refused.body());
    assertFalse(refused.body().contains(address), "nothing sent is echoed");
    assertEquals(before, Set.copyOf(aws.scan("MODERATION_TABLE")));
    Response english =
        scene.reports.call(
            Payload.post("/v1/reports")
                .json(body(address))
                .header("accept-language", "en")
                .sourceIp(Scene.network()));
    assertTrue(english.text("/detail").orElseThrow().contains(until.toString()));
    aws.clock().set(until);
    assertEquals(201, scene.file(body(address)).status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(201, scene.file(body(address)).status());
  }

  @Test
  void aWarningAloneStopsNothing() {
    abusive();
    abusive();
    assertEquals(201, scene.file(body(address)).status());
  }

  /** DSA 18, 16(2)(c): what threatens a life or a child is taken from anybody, named or not. */
  @Test
  @Tag("C7")
  void aDangerIsAlwaysTakenAndSoIsANoticeWithoutThatAddress() {
    suspended();
    assertEquals(403, scene.file(body(address)).status(), "the control");
    Map<String, Object> danger = body(address);
    danger.put("danger", true);
    assertEquals(201, scene.file(danger).status());
    assertEquals(201, scene.file(Scene.body("/")).status());
    assertEquals(201, scene.file(body("other-" + address)).status());
  }

  @Test
  void thePageSaysTheSameAndKeepsWhatWasTyped() {
    suspended();
    Map<String, String> form = new HashMap<>();
    form.put("cible", "/evenements");
    form.put("motif", "spam");
    form.put("explication", "La même annonce revient.");
    form.put("courriel", address);
    form.put("bonne-foi", "oui");
    String origin = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";
    Payload post = Payload.post("/signalement").header("origin", origin).sourceIp(Scene.network());
    Response refused = scene.reports.call(post.form(form));
    assertEquals(403, refused.status());
    assertTrue(refused.body().contains("ne sont pas examinés jusqu"), refused::body);
    assertTrue(refused.body().contains("La même annonce revient."));
    form.put("danger", "oui");
    assertEquals(303, scene.reports.call(post.form(form)).status());
  }

  @Test
  void lookingItUpIsOneRequestAndOnlyWithAnAddress() {
    scene.filed(Scene.body("/"));
    aws.meter().reset();
    scene.filed(body(address));
    assertEquals(1, aws.meter().count("BatchGetItem"));
    assertEquals(1, aws.meter().count("TransactWriteItems"));
    aws.meter().reset();
    scene.filed(Scene.body("/"));
    assertEquals(0, aws.meter().count("BatchGetItem"));
  }

  /** The key holds no address, and not the hash by which the same address is a member's. */
  @Test
  @Tag("C6")
  void whatIsKeptNamesNobody() {
    suspended();
    String kept = aws.scan("EPHEMERAL_TABLE").toString();
    assertTrue(kept.contains("RS#" + hash()), "the control");
    assertFalse(kept.contains(address));
    assertFalse(aws.scan("MODERATION_TABLE").toString().contains(hash()));
  }

  private String hash() {
    return misuses.hash(new fr.actionpopulaire.domain.member.EmailAddress(address));
  }
}
