package fr.actionpopulaire.local.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.door.SignatureCheck.Verdict;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Against the signer of AWS's own SDK. */
class SignatureCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final StaffIdentity STAFF = StaffIdentity.draw("demo-staff-1");
  private static final String BODY = "{\"measure\":\"none\"}";
  private static final String PATH = "/v1/moderation/reports/r1/decision";

  private final SignatureCheck check =
      new SignatureCheck(
          List.of(StaffIdentity.draw("other"), STAFF), Clock.fixed(NOW, ZoneOffset.UTC));

  private String service = "lambda";
  private String region = "eu-west-3";
  private Instant signedAt = NOW;
  private AwsCredentialsIdentity signer =
      AwsCredentialsIdentity.create(STAFF.accessKeyId(), STAFF.secretAccessKey());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/moderation/reports",
        "/v1/moderation/reports?status=open",
        "/v1/moderation/audit?to=2026-12-01&from=2026-11-01T00%3A00%3A00%2B01%3A00",
        "/v1/moderation/reports?flag&b=%C3%A9&a=x%20y",
        "/v1/moderation/a%20b/d%C3%A9cision",
      })
  void acceptsWhatTheSdkSigned(String target) {
    Verdict verdict = check.check(signed("GET", target, ""), new byte[0]);
    assertEquals(STAFF, assertInstanceOf(Verdict.Accepted.class, verdict).identity());
    verdict = check.check(signed("POST", target, BODY), bytes(BODY));
    assertInstanceOf(Verdict.Accepted.class, verdict);
  }

  @Test
  void acceptsASessionToken() {
    signer =
        AwsSessionCredentialsIdentity.create(
            STAFF.accessKeyId(), STAFF.secretAccessKey(), "session-token");
    Request request = signed("GET", PATH, "");
    assertTrue(request.header("x-amz-security-token").isPresent());
    assertInstanceOf(Verdict.Accepted.class, check.check(request, new byte[0]));
  }

  @Test
  void refusesWhatWasChangedOnTheWay() {
    Request request = signed("POST", PATH + "?a=1&b=2", BODY);
    refusedAs("InvalidSignatureException", request, BODY + " ");
    refusedAs("InvalidSignatureException", with(request, PATH + "x", request.query()), BODY);
    refusedAs("InvalidSignatureException", with(request, PATH, "a=1&b=3"), BODY);
    refusedAs("InvalidSignatureException", with(request, PATH, "a=1"), BODY);
    refusedAs("InvalidSignatureException", with(request, "host", "elsewhere.example"), BODY);
    refusedAs("InvalidSignatureException", with(request, "x-amz-date", "20261121T100001Z"), BODY);
    refusedAs(
        "InvalidSignatureException",
        new Request(
            "PUT",
            request.path(),
            request.query(),
            request.headers(),
            "127.0.0.1",
            "HTTP/1.1",
            InputStream.nullInputStream()),
        BODY);
  }

  @Test
  void refusesWrongKeys() {
    signer = AwsCredentialsIdentity.create(STAFF.accessKeyId(), STAFF.secretAccessKey() + "0");
    refusedAs("InvalidSignatureException", signed("GET", PATH, ""), "");
    signer = AwsCredentialsIdentity.create("ASIAUNKNOWN", STAFF.secretAccessKey());
    refusedAs("UnrecognizedClientException", signed("GET", PATH, ""), "");
  }

  @Test
  void refusesOtherServicesAndRegions() {
    service = "execute-api";
    refusedAs("InvalidSignatureException", signed("GET", PATH, ""), "");
    service = "lambda";
    region = "eu-west-1";
    refusedAs("InvalidSignatureException", signed("GET", PATH, ""), "");
  }

  @Test
  void allowsFiveMinutesOfSkew() {
    for (int direction : new int[] {-1, 1}) {
      signedAt = NOW.plus(Duration.ofSeconds(300L * direction));
      assertInstanceOf(Verdict.Accepted.class, check.check(signed("GET", PATH, ""), new byte[0]));
      signedAt = NOW.plus(Duration.ofSeconds(301L * direction));
      refusedAs("InvalidSignatureException", signed("GET", PATH, ""), "");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer x",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=y",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=x-amz-date, Signature=y",
      })
  void refusesWhatIsNoSignature(String authorization) {
    Request request = with(signed("GET", PATH, ""), "authorization", authorization);
    assertInstanceOf(Verdict.Refused.class, check.check(request, new byte[0]));
  }

  private void refusedAs(String type, Request request, String body) {
    Verdict verdict = check.check(request, bytes(body));
    Reply reply = assertInstanceOf(Verdict.Refused.class, verdict).reply();
    assertEquals(403, reply.status());
    assertEquals(List.of(type), reply.headers().get("x-amzn-errortype"));
  }

  private Request signed(String method, String target, String body) {
    URI uri = URI.create("http://localhost:8080" + target);
    SdkHttpRequest unsigned =
        SdkHttpFullRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri).build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                it ->
                    it.identity(signer)
                        .request(unsigned)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(
                            HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC)))
            .request();
    Map<String, List<String>> headers = new TreeMap<>();
    signed.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    String query = uri.getRawQuery();
    return new Request(
        method,
        uri.getRawPath(),
        query == null ? "" : query,
        headers,
        "127.0.0.1",
        "HTTP/1.1",
        InputStream.nullInputStream());
  }

  private static Request with(Request request, String header, String value) {
    if (header.startsWith("/")) {
      return new Request(
          request.method(),
          header,
          value,
          request.headers(),
          "127.0.0.1",
          "HTTP/1.1",
          InputStream.nullInputStream());
    }
    Map<String, List<String>> headers = new TreeMap<>(request.headers());
    headers.put(header, List.of(value));
    return new Request(
        request.method(),
        request.path(),
        request.query(),
        headers,
        "127.0.0.1",
        "HTTP/1.1",
        InputStream.nullInputStream());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
