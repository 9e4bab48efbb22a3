package fr.actionpopulaire.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import fr.actionpopulaire.embeddedaws.Mail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks to the front door as an app would, and reads codes where a person would: in the mail. */
public final class DemoClient implements AutoCloseable {
  /** A path answered with another status than the one that was to be. */
  static final class Unexpected extends RuntimeException {
    Unexpected(String message) {
      super(message);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{8}(?!\\d)");
  private static final Duration MAIL_LIMIT = Duration.ofSeconds(30);

  private final URI home;
  private final Function<String, List<Mail>> mailsTo;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param home where the front door is
   * @param mailsTo the mails an address got
   */
  public DemoClient(URI home, Function<String, List<Mail>> mailsTo) {
    this.home = home;
    this.mailsTo = mailsTo;
  }

  /** Proves an address: asks for a code, reads it, redeems it. Gives the token. */
  public String token(String address) throws InterruptedException {
    int before = mailsTo.apply(address).size();
    String asked =
        send("POST", "/v1/codes", "", JSON.createObjectNode().put("email", address), 202)
            .path("request")
            .asText();
    return send(
            "POST",
            "/v1/codes/" + asked,
            "",
            JSON.createObjectNode().put("code", code(address, before)),
            200)
        .path("token")
        .asText();
  }

  /**
   * Sends JSON and reads JSON.
   *
   * @param token empty for none
   * @throws Unexpected when the status is another
   */
  JsonNode send(String method, String path, String token, JsonNode body, int status)
      throws InterruptedException {
    return exchange(method, path, token, "application/json", body.toString(), status);
  }

  /** Reads JSON that anybody may read. */
  public JsonNode read(String path) throws InterruptedException {
    return send("GET", path, "", MissingNode.getInstance(), 200);
  }

  /** Answers that one comes alone. */
  public void answer(String token, String event) throws InterruptedException {
    send(
        "PUT",
        "/v1/events/" + event + "/rsvp",
        token,
        JSON.createObjectNode().put("guests", 0),
        200);
  }

  /** Uploads a file of endorsers. */
  JsonNode upload(String name, String csv) throws InterruptedException {
    return exchange("PUT", "/_local/imports/" + name, "", "text/csv", csv, 200);
  }

  @Override
  public void close() {
    http.close();
  }

  private JsonNode exchange(
      String method, String path, String token, String type, String body, int status)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(home.resolve(path))
            .timeout(Duration.ofSeconds(120))
            .header("content-type", type)
            .method(method, BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("authorization", "Bearer " + token);
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      if (response.statusCode() != status) {
        String title =
            response.body().length == 0 ? "" : read(response.body()).path("title").asText();
        throw new Unexpected(
            method + " " + path + " answered " + response.statusCode() + " " + title);
      }
      return response.body().length == 0 ? MissingNode.getInstance() : read(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(byte[] body) throws IOException {
    return JSON.readTree(body);
  }

  /** From the newest mail, once there are more than there were. */
  private String code(String address, int before) {
    long end = System.nanoTime() + MAIL_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      Optional<String> code =
          newer(address, before).stream()
              .map(mail -> CODE.matcher(mail.text()))
              .filter(Matcher::find)
              .map(Matcher::group)
              .findFirst();
      if (code.isPresent()) {
        return code.get();
      }
      LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
    }
    throw new Unexpected("no mail with a code came within " + MAIL_LIMIT.toSeconds() + " s");
  }

  private List<Mail> newer(String address, int before) {
    List<Mail> mails = mailsTo.apply(address);
    return mails.subList(0, mails.size() - before);
  }
}
