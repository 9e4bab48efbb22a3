package fr.actionpopulaire.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.local.door.StaffIdentity;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What comes in over HTTP: routes, function URLs, signed calls, the Invoke API. */
class DoorsTest extends EchoSystem {
  @Test
  void routesThroughTheHttpApi() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/hello/Zo%C3%A9?a=1&a=2&b=x%20y")
                .header("Cookie", "one=1; two=2")
                .header("X-Forwarded-For", "203.0.113.9"));
    assertEquals(200, answer.statusCode());
    assertEquals(List.of("a=1; Path=/", "b=2; HttpOnly"), answer.headers().allValues("set-cookie"));
    JsonNode event = JSON.readTree(answer.body());
    assertEquals("ANY /hello/{name}", event.path("routeKey").asText());
    assertEquals("/hello/Zoé", event.path("rawPath").asText());
    assertEquals("a=1&a=2&b=x%20y", event.path("rawQueryString").asText());
    assertEquals("1,2", event.at("/queryStringParameters/a").asText());
    assertEquals("Zoé", event.at("/pathParameters/name").asText());
    assertEquals("[\"one=1\",\"two=2\"]", event.path("cookies").toString());
    assertTrue(event.at("/headers/cookie").isMissingNode());
    assertEquals("127.0.0.1", event.at("/requestContext/http/sourceIp").asText());
    assertEquals(
        "localhost:" + system.address().getPort(), event.at("/requestContext/domainName").asText());
  }

  @Test
  void routesWhatNothingElseTakesToTheDefault() throws Exception {
    JsonNode event = JSON.readTree(send(request("/anything/else")).body());
    assertEquals("$default", event.path("routeKey").asText());
    HttpResponse<String> head = send(request("/page").method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertTrue(head.headers().firstValueAsLong("content-length").orElse(0) > 100);
    assertEquals(500, send(request("/broken")).statusCode());
  }

  @Test
  void keepsTheCookieHeaderAtTheFunctionUrl() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/hello/Zo%C3%A9")
                .header("Host", "hello.lambda-url.localhost:" + system.address().getPort())
                .header("Origin", "https://app.example.org")
                .header("Cookie", "one=1; two=2"));
    JsonNode event = JSON.readTree(answer.body());
    assertEquals("$default", event.path("routeKey").asText());
    assertEquals("/hello/Zo%C3%A9", event.path("rawPath").asText());
    assertEquals("one=1; two=2", event.at("/headers/cookie").asText());
    assertEquals("[\"one=1\",\"two=2\"]", event.path("cookies").toString());
    assertEquals("https://app.example.org", header(answer, "access-control-allow-origin"));
    assertEquals("etag", header(answer, "access-control-expose-headers"));
  }

  @Test
  void answersPreflightsOfTheAllowedOriginOnly() throws Exception {
    HttpResponse<String> allowed = preflight("https://app.example.org");
    assertEquals(200, allowed.statusCode());
    assertEquals("GET,POST", header(allowed, "access-control-allow-methods"));
    assertEquals("600", header(allowed, "access-control-max-age"));
    assertEquals(
        "",
        header(preflight("https://app.example.org.evil.example"), "access-control-allow-origin"));
  }

  @Test
  void bodiesAreTextOrBase64() throws Exception {
    JsonNode json =
        JSON.readTree(
            send(request("/x")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}")))
                .body());
    assertEquals("{}", json.path("body").asText());
    assertFalse(json.path("isBase64Encoded").asBoolean());
    JsonNode form =
        JSON.readTree(
            send(request("/x")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("a=1")))
                .body());
    assertEquals("YT0x", form.path("body").asText());
    assertTrue(form.path("isBase64Encoded").asBoolean());
    byte[] large = new byte[6 * 1024 * 1024];
    HttpResponse<String> refused = send(request("/x").POST(BodyPublishers.ofByteArray(large)));
    assertEquals(413, refused.statusCode());
    assertEquals("{\"message\":\"Request Too Long\"}", refused.body());
  }

  @Test
  void staffSignWithCurl() throws Exception {
    Assume.command("curl");
    StaffIdentity staff = system.staff().get(1);
    String keys = staff.accessKeyId() + ":" + staff.secretAccessKey();
    String url = system.address() + "/v1/moderation/reports";
    JsonNode one = JSON.readTree(curl(keys, url + "?status=open"));
    assertEquals(
        "arn:aws:sts::000000000000:assumed-role/Moderator/demo-staff-2",
        one.at("/requestContext/authorizer/iam/userArn").asText());
    JsonNode two = JSON.readTree(curl(keys, url + "?to=2026-12-01&from=2026-11-01&flag"));
    assertEquals("2026-11-01", two.at("/queryStringParameters/from").asText());
    JsonNode post =
        JSON.readTree(
            curl(
                keys,
                url + "/r1/decision",
                "-H",
                "content-type: application/json",
                "-d",
                "{\"measure\":\"none\"}"));
    assertEquals("{\"measure\":\"none\"}", post.path("body").asText());
    assertTrue(curl(keys + "x", url).contains("signature"), "a wrong secret");
    assertTrue(curl("ASIAUNKNOWN:" + staff.secretAccessKey(), url).contains("security token"));
    HttpResponse<String> unsigned = send(request("/v1/moderation/reports"));
    assertEquals(403, unsigned.statusCode());
    assertEquals("{\"Message\":\"Forbidden\"}", unsigned.body());
  }

  @Test
  void answersTheInvokeApi() throws Exception {
    HttpResponse<String> answer = invoke("purge", "{\"dryRun\":true}");
    assertEquals(200, answer.statusCode());
    assertEquals("{\"dryRun\":true}", answer.body());
    assertEquals("$LATEST", header(answer, "x-amz-executed-version"));
    HttpResponse<String> failed = invoke("purge", "{\"do\":\"fail\"}");
    assertEquals("Unhandled", header(failed, "x-amz-function-error"));
    assertEquals(
        200,
        invoke("arn:aws:lambda:eu-west-3:000000000000:function:purge:live", "{}").statusCode());
    assertEquals(404, invoke("nothing", "{}").statusCode());
    assertEquals("ResourceNotFoundException", header(invoke("nothing", "{}"), "x-amzn-errortype"));
    assertEquals(400, invoke("purge", "{").statusCode());
    HttpResponse<String> forged =
        invoke("moderation", "{\"requestContext\":{\"authorizer\":{\"iam\":{\"userArn\":\"x\"}}}}");
    assertEquals(403, forged.statusCode());
    assertEquals("AccessDeniedException", header(forged, "x-amzn-errortype"));
  }

  @Test
  void awsCliInvokes() throws Exception {
    Assume.command("aws");
    Path out = folder.resolve("out.json");
    Path payload = Files.writeString(folder.resolve("payload.json"), "{\"dryRun\":true}");
    ProcessBuilder command =
        new ProcessBuilder(
            "aws",
            "lambda",
            "invoke",
            "--endpoint-url",
            system.address().toString(),
            "--region",
            "eu-west-3",
            "--function-name",
            "purge",
            "--log-type",
            "Tail",
            // Raw bytes in every version of the command line.
            "--payload",
            "fileb://" + payload,
            out.toString());
    command.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "x", "AWS_SECRET_ACCESS_KEY", "x"));
    Process aws = command.redirectErrorStream(true).start();
    aws.getOutputStream().close();
    String said = new String(aws.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, aws.waitFor(), said);
    assertEquals("{\"dryRun\":true}", Files.readString(out));
  }

  private static HttpResponse<String> preflight(String origin) throws Exception {
    return send(
        request("/v1/x")
            .header("Host", "hello.lambda-url.localhost")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  private static String curl(String keys, String url, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("curl", "-s", "--aws-sigv4", "aws:amz:eu-west-3:lambda", "--user", keys));
    command.addAll(List.of(more));
    command.add(url);
    Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
    curl.getOutputStream().close();
    return new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
