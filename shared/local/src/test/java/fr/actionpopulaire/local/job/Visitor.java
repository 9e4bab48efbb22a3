package fr.actionpopulaire.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.door.StaffIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Somebody in front of the running system: a person with an app, or staff with their keys. */
final class Visitor {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{8}(?!\\d)");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final LocalSystem system;
  private final @Nullable String token;

  private Visitor(LocalSystem system, @Nullable String token) {
    this.system = system;
    this.token = token;
  }

  /** Somebody without a session. */
  static Visitor of(LocalSystem system) {
    return new Visitor(system, null);
  }

  /** The same person, signed in. */
  Visitor with(String newToken) {
    return new Visitor(system, newToken);
  }

  /** The token of the session; empty for somebody without. */
  String token() {
    return token == null ? "" : token;
  }

  /** An answer: its status, headers and body. */
  record Answer(int status, HttpResponse<String> raw) {

    String body() {
      return raw.body();
    }

    JsonNode json() {
      try {
        return JSON.readTree(raw.body());
      } catch (IOException e) {
        throw new UncheckedIOException("Not JSON: " + raw.body(), e);
      }
    }

    String text(String pointer) {
      return json().at(pointer).asText();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    boolean isProblem() {
      return header("content-type").startsWith("application/problem+json");
    }
  }

  Answer get(String path) {
    return send("GET", path, null, Map.of());
  }

  /** The body of an answer that is no text. */
  byte[] bytes(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(system.address().resolve(path));
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Answer delete(String path) {
    return send("DELETE", path, null, Map.of());
  }

  Answer post(String path, String json) {
    return send("POST", path, json, Map.of("content-type", "application/json"));
  }

  Answer put(String path, String json) {
    return send("PUT", path, json, Map.of("content-type", "application/json"));
  }

  Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(system.address().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    return exchange(request.build());
  }

  /** Sends as staff: signed with their keys, as {@code curl --aws-sigv4} does. */
  Answer signed(StaffIdentity staff, String method, String path, @Nullable String json) {
    URI uri = system.address().resolve(path);
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder().uri(uri).method(SdkHttpMethod.fromValue(method));
    if (json != null) {
      unsigned.putHeader("content-type", "application/json");
    }
    byte[] payload = (json == null ? "" : json).getBytes(StandardCharsets.UTF_8);
    SignRequest.Builder<AwsCredentialsIdentity> signing =
        SignRequest.builder(
                AwsCredentialsIdentity.create(staff.accessKeyId(), staff.secretAccessKey()))
            .request(unsigned.build())
            .payload(() -> new java.io.ByteArrayInputStream(payload))
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-3");
    SdkHttpRequest signed = AwsV4HttpSigner.create().sign(signing.build()).request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofByteArray(payload));
    signed
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return exchange(request.build());
  }

  /** Activates an account the way a person does, and returns them signed in. */
  Visitor activate(String email, String firstName, String commune, boolean endorses) {
    Visitor verified = with(proveAddress(email));
    Answer created =
        verified.post(
            "/v1/members",
            """
            {"firstName":"%s","lastName":"Essai","commune":"%s","over15":true,
             "consents":{"account":true,"newsletter":true},"textVersion":"2026-11"%s}
            """
                .formatted(firstName, commune, endorses ? ",\"endorses\":true" : ""));
    if (created.status() != 201) {
      throw new AssertionError("Not activated: " + created.status() + " " + created.body());
    }
    return verified;
  }

  /** Asks for a code, reads it in the inbox, redeems it: the token. */
  String proveAddress(String email) {
    String request = post("/v1/codes", "{\"email\":\"" + email + "\"}").text("/request");
    Answer redeemed = post("/v1/codes/" + request, "{\"code\":\"" + codeSentTo(email) + "\"}");
    if (redeemed.status() != 200) {
      throw new AssertionError("Not redeemed: " + redeemed.status() + " " + redeemed.body());
    }
    return redeemed.text("/token");
  }

  /** The last code that reached an address: the only run of eight digits in the text part. */
  String codeSentTo(String email) {
    String text = mailTo(email, "Votre code").path("text").asText();
    Matcher code = CODE.matcher(text);
    if (!code.find()) {
      throw new AssertionError("No code in the mail");
    }
    return code.group();
  }

  /** The newest mail to an address whose subject starts so, waiting for the stream to bring it. */
  JsonNode mailTo(String email, String subject) {
    return Patience.until(
        "a mail «" + subject + "»",
        () -> {
          for (JsonNode mail : get("/_local/inbox.json?to=" + email).json()) {
            if (mail.path("subject").asText().startsWith(subject)) {
              return java.util.Optional.of(mail);
            }
          }
          return java.util.Optional.empty();
        });
  }

  /** How many mails reached an address with that subject. */
  int mailsTo(String email, String subject) {
    int count = 0;
    for (JsonNode mail : get("/_local/inbox.json?to=" + email).json()) {
      count += mail.path("subject").asText().startsWith(subject) ? 1 : 0;
    }
    return count;
  }

  private static Answer exchange(HttpRequest request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
