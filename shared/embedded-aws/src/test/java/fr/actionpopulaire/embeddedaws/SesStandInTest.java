package fr.actionpopulaire.embeddedaws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.FeatureStatus;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

class SesStandInTest {

  private static final EmbeddedAws AWS =
      EmbeddedAws.start(
          Options.defaults()
              .only(Service.SES)
              .senders("a@example.org", "demo.example")
              .requireConfigurationSet());
  private static final SesV2Client SES = client(Duration.ofSeconds(30));

  private static SesV2Client client(Duration patience) {
    return SesV2Client.builder()
        .overrideConfiguration(
            o -> o.retryStrategy(r -> r.maxAttempts(1)).apiCallAttemptTimeout(patience))
        .endpointOverride(AWS.ses())
        .region(Region.EU_WEST_3)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  @AfterAll
  static void close() {
    AWS.close();
  }

  @AfterEach
  void empty() {
    AWS.clearInbox();
    AWS.failNext(0, MailFault.SERVER_ERROR);
  }

  @Test
  void simpleMailIsKept() {
    SES.sendEmail(
        r ->
            simple(r, "La campagne <a@example.org>")
                .content(
                    c ->
                        c.simple(
                            s ->
                                s.subject(d -> d.data("Élan"))
                                    .body(
                                        b -> b.text(d -> d.data("texte")).html(d -> d.data("<p>")))
                                    .headers(
                                        List.of(
                                            MessageHeader.builder()
                                                .name("List-Unsubscribe")
                                                .value("<x>")
                                                .build())))));
    Mail mail = AWS.inbox("B@EXAMPLE.ORG").getFirst();
    assertEquals("b@example.org", mail.to());
    assertEquals("La campagne <a@example.org>", mail.from());
    assertEquals("Élan", mail.subject());
    assertEquals("texte", mail.text());
    assertEquals("<p>", mail.html());
    assertEquals("<x>", mail.header("list-unsubscribe"));
    assertTrue(AWS.inbox("c@example.org").isEmpty());
    AWS.clearInbox();
    assertTrue(AWS.inbox().isEmpty());
  }

  @Test
  void rawMailIsParsedAsMime() {
    String mime =
        """
        From: =?utf-8?q?L=C3=A9a?= <lea@demo.example>
        To: b@example.org
        Subject: =?utf-8?b?w4lsYW4=?=
        X-Long: one
         two
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary=here

        --here
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        d=C3=A9j=C3=A0
        --here
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: base64

        PHA+w6k8L3A+
        --here--
        """
            .replace("\n", "\r\n");
    SES.sendEmail(
        r ->
            r.configurationSetName("set")
                .content(c -> c.raw(raw -> raw.data(SdkBytes.fromUtf8String(mime)))));
    Mail mail = AWS.inbox().getFirst();
    assertEquals("b@example.org", mail.to());
    assertEquals("Léa <lea@demo.example>", mail.from());
    assertEquals("Élan", mail.subject());
    assertEquals("déjà", mail.text());
    assertEquals("<p>é</p>", mail.html());
    assertEquals("one two", mail.header("X-Long"));
  }

  @Test
  void unverifiedSenderOrMissingConfigurationSetIsRefused() {
    var refusal =
        assertThrows(
            MessageRejectedException.class,
            () -> SES.sendEmail(r -> withText(simple(r, "nobody@example.org"))));
    assertTrue(refusal.awsErrorDetails().errorMessage().contains("not verified"));
    assertThrows(
        SesV2Exception.class,
        () -> SES.sendEmail(r -> withText(simple(r, "a@example.org")).configurationSetName(null)));
    assertTrue(AWS.inbox().isEmpty());
  }

  @Test
  void newestMailComesFirst() {
    SES.sendEmail(r -> withText(simple(r, "first@demo.example")));
    SES.sendEmail(r -> withText(simple(r, "second@demo.example")));
    assertEquals(
        List.of("second@demo.example", "first@demo.example"),
        AWS.inbox().stream().map(Mail::from).toList());
  }

  @Test
  void sendingFailsAsTold() {
    AWS.failNext(1, MailFault.THROTTLED);
    assertThrows(TooManyRequestsException.class, this::send);
    AWS.failNext(2, MailFault.SERVER_ERROR);
    assertEquals(500, assertThrows(SesV2Exception.class, this::send).statusCode());
    assertThrows(SesV2Exception.class, this::send);
    send();
    assertEquals(1, AWS.inbox().size());
  }

  @Test
  void aLostAnswerDoesNotSayWhetherTheMailLeft() {
    try (SesV2Client hasty = client(Duration.ofSeconds(2))) {
      AWS.failNext(1, MailFault.TIMEOUT);
      assertThrows(SdkClientException.class, () -> send(hasty));
      assertTrue(AWS.inbox().isEmpty());
      AWS.failNext(1, MailFault.TIMEOUT_AFTER_SENDING);
      assertThrows(SdkClientException.class, () -> send(hasty));
      assertEquals(1, AWS.inbox().size());
    }
  }

  @Test
  void mailToTheSimulatorComesBackOnceWithItsTags() {
    for (String to : List.of("bounce+anna@simulator.amazonses.com", "bounces@example.org")) {
      SES.sendEmail(
          r ->
              withText(r.fromEmailAddress("a@example.org").configurationSetName("set"))
                  .destination(d -> d.toAddresses(to))
                  .configurationOverrides(
                      o -> o.tracking(t -> t.openTrackingEnabled(FeatureStatus.DISABLED)))
                  .emailTags(t -> t.name("message").value("m-1")));
    }
    Mail mail = AWS.inbox("bounces@example.org").getFirst();
    assertEquals(
        Map.of(
            "ConfigurationSetName", "set",
            "OpenTrackingEnabled", "DISABLED",
            "tag:message", "m-1"),
        mail.options());
    List<String> told = AWS.takeFeedback();
    assertEquals(1, told.size());
    var event = Json.read(told.getFirst().getBytes(StandardCharsets.UTF_8));
    assertEquals("Bounce", Json.text(event, "eventType"));
    assertEquals("Permanent", Json.text(event, "bounce", "bounceType"));
    assertEquals(
        "bounce+anna@simulator.amazonses.com",
        Json.text(Json.list(event, "bounce", "bouncedRecipients").getFirst(), "emailAddress"));
    assertEquals("m-1", Json.list(event, "mail", "tags", "message").getFirst().asString());
    assertEquals(List.of(), AWS.takeFeedback());
  }

  private void send() {
    send(SES);
  }

  private static void send(SesV2Client ses) {
    ses.sendEmail(r -> withText(simple(r, "a@example.org")));
  }

  private static SendEmailRequest.Builder simple(SendEmailRequest.Builder request, String from) {
    return request
        .configurationSetName("set")
        .fromEmailAddress(from)
        .destination(d -> d.toAddresses("b@example.org"));
  }

  private static SendEmailRequest.Builder withText(SendEmailRequest.Builder request) {
    return request.content(
        c -> c.simple(s -> s.subject(d -> d.data("s")).body(b -> b.text(d -> d.data("t")))));
  }
}
