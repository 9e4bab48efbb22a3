package fr.actionpopulaire.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.local.door.Port;
import fr.actionpopulaire.local.door.Reply;
import fr.actionpopulaire.local.door.Request;
import fr.actionpopulaire.local.door.StaffIdentity;
import fr.actionpopulaire.local.lambda.LocalClock;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Answers {@code /_local/*}. No function and no package has any of it. */
public final class LocalPages implements Port.Part {
  private static final String IMPORTS = "/_local/imports/";
  private static final int CLOCK_BODY = 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<List<Mail>> mails;
  private final CompletableFuture<Void> settled;
  private final LocalClock clock;
  private final TtlBroom broom;
  private final Imports imports;
  private final List<StaffIdentity> staff;

  /**
   * @param mails every mail sent, newest first
   * @param settled done when every function is ready and the demo data is in
   */
  public LocalPages(
      Supplier<List<Mail>> mails,
      CompletableFuture<Void> settled,
      LocalClock clock,
      TtlBroom broom,
      Imports imports,
      List<StaffIdentity> staff) {
    this.mails = mails;
    this.settled = settled;
    this.clock = clock;
    this.broom = broom;
    this.imports = imports;
    this.staff = List.copyOf(staff);
  }

  @Override
  public Reply handle(Request request) throws IOException, InterruptedException {
    String path = request.path();
    if (path.startsWith(IMPORTS)) {
      return request.method().equals("PUT")
          ? imports.put(path.substring(IMPORTS.length()), request)
          : refused("PUT");
    }
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    return switch (path) {
      case "/_local/inbox" -> reads ? onceSettled(this::inboxPage) : refused("GET");
      case "/_local/inbox.json" -> reads ? onceSettled(() -> inbox(request)) : refused("GET");
      case "/_local/clock" ->
          reads ? now() : request.method().equals("PUT") ? move(request) : refused("GET, PUT");
      case "/_local/staff.json" -> reads ? staffKeys() : refused("GET");
      default -> Reply.problem(404, "Nothing here");
    };
  }

  private static Reply refused(String allowed) {
    return Reply.problem(405, "Only " + allowed).with("allow", allowed);
  }

  /** The inbox says that everything is ready by answering. */
  private Reply onceSettled(Supplier<Reply> answer) throws InterruptedException {
    try {
      settled.get();
    } catch (ExecutionException e) {
      return Reply.problem(503, "The system did not start whole: its output says why");
    }
    return answer.get();
  }

  private Reply inboxPage() {
    return Reply.of(200, "text/html; charset=utf-8", InboxPage.of(mails.get()))
        .with("content-security-policy", InboxPage.POLICY)
        .with("x-content-type-options", "nosniff")
        .with("referrer-policy", "no-referrer")
        .with("cache-control", "no-store");
  }

  private Reply inbox(Request request) {
    Optional<String> to = parameter(request.query(), "to").filter(address -> !address.isBlank());
    ArrayNode list = JSON.createArrayNode();
    for (Mail mail : mails.get()) {
      if (to.isEmpty() || to.get().equalsIgnoreCase(mail.to())) {
        ObjectNode node =
            list.addObject()
                .put("to", mail.to())
                .put("from", mail.from())
                .put("subject", mail.subject())
                .put("text", mail.text())
                .put("html", mail.html());
        mail.headers().forEach(node.putObject("headers")::put);
        node.put("sentAt", mail.sentAt().toString());
      }
    }
    return Reply.json(200, list).with("cache-control", "no-store");
  }

  private Reply now() {
    return Reply.json(200, JSON.createObjectNode().put("now", clock.instant().toString()));
  }

  private Reply move(Request request) throws IOException {
    Optional<byte[]> body = request.read(CLOCK_BODY);
    if (body.isEmpty()) {
      return Reply.problem(413, "One instant is enough");
    }
    Optional<Instant> now = instant(body.get());
    if (now.isEmpty()) {
      return Reply.problem(
          422, "Wanted: now, an instant with its offset, of the years 2000 to 2199");
    }
    clock.set(now.get());
    broom.sweep();
    return now();
  }

  private static Optional<Instant> instant(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject() || json.size() != 1 || !json.path("now").isTextual()) {
        return Optional.empty();
      }
      OffsetDateTime now = OffsetDateTime.parse(json.get("now").asText());
      return now.getYear() >= 2000 && now.getYear() < 2200
          ? Optional.of(now.toInstant())
          : Optional.empty();
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", e);
    }
  }

  private Reply staffKeys() {
    ArrayNode list = JSON.createArrayNode();
    for (StaffIdentity identity : staff) {
      list.addObject()
          .put("name", identity.name())
          .put("accessKeyId", identity.accessKeyId())
          .put("secretAccessKey", identity.secretAccessKey());
    }
    return Reply.json(200, list).with("cache-control", "no-store");
  }

  private static Optional<String> parameter(String query, String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        // A plus sign may stand in an address; clients that mean a space send %20.
        String value = pair.substring(name.length() + 1).replace("+", "%2B");
        return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }
}
