package fr.actionpopulaire.embeddedaws;

import com.sun.net.httpserver.HttpExchange;
import fr.actionpopulaire.embeddedaws.LocalHttp.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The part of SES v2 that sends one mail: {@code POST /v2/email/outbound-emails} with Simple or Raw
 * content. Like SES it refuses a sender that is neither a verified address nor of a verified
 * domain. {@code GET /inbox.json[?to=]} and {@code DELETE /inbox.json} show and empty what was
 * sent; {@code PUT /faults {"next":n,"status":…}} makes the next sendings fail. Mail to the
 * addresses of SES's mailbox simulator comes back as it does there; {@code DELETE /feedback.json}
 * takes what SES would tell of it.
 */
final class SesStandIn {

  private static final int TIMEOUT_SECONDS = 60;

  private final List<String> senders;
  private final boolean configurationSetRequired;
  private final InstantSource clock;
  private final Inbox inbox = new Inbox();
  private final MailboxSimulator simulator = new MailboxSimulator();
  private final AtomicInteger faultsLeft = new AtomicInteger();
  private volatile MailFault fault = MailFault.SERVER_ERROR;

  /**
   * @param senders verified addresses, and domains written without an at sign
   */
  SesStandIn(List<String> senders, boolean configurationSetRequired, InstantSource clock) {
    this.senders = senders.stream().map(sender -> sender.toLowerCase(Locale.ROOT)).toList();
    this.configurationSetRequired = configurationSetRequired;
    this.clock = clock;
  }

  URI start(int port) throws IOException {
    return LocalHttp.start(port, this::answer);
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    String operation = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    switch (operation) {
      case "POST /v2/email/outbound-emails" -> send(exchange, Json.read(body));
      case "GET /inbox.json" ->
          LocalHttp.json(exchange, 200, inbox.newestFirst(recipient(exchange)));
      case "DELETE /inbox.json" -> {
        inbox.clear();
        exchange.sendResponseHeaders(204, -1);
      }
      case "DELETE /feedback.json" -> LocalHttp.json(exchange, 200, simulator.take());
      case "PUT /faults" -> {
        JsonNode wanted = Json.read(body);
        fault = MailFault.labelled(String.valueOf(Json.text(wanted, "status")));
        faultsLeft.set(Integer.parseInt(String.valueOf(Json.text(wanted, "next"))));
        exchange.sendResponseHeaders(204, -1);
      }
      default -> throw new Refused(404, "NotFoundException", "the stand-in has no " + operation);
    }
  }

  private static Optional<String> recipient(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query != null && query.startsWith("to=")
        ? Optional.of(URLDecoder.decode(query.substring(3), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private void send(HttpExchange exchange, JsonNode request) throws IOException {
    if (faultsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      switch (fault) {
        case THROTTLED ->
            throw new Refused(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
        case SERVER_ERROR ->
            throw new Refused(500, "InternalServiceErrorException", "Internal failure.");
        case TIMEOUT -> {
          holdConnection();
          return;
        }
        case TIMEOUT_AFTER_SENDING -> {
          accept(request);
          holdConnection();
          return;
        }
      }
    }
    accept(request);
    LocalHttp.json(exchange, 200, Map.of("MessageId", UUID.randomUUID().toString()));
  }

  private void accept(JsonNode request) {
    String configurationSet = Json.text(request, "ConfigurationSetName");
    if (configurationSetRequired && (configurationSet == null || configurationSet.isBlank())) {
      throw new Refused(400, "BadRequestException", "ConfigurationSetName is missing.");
    }
    Mail mail = MailReader.read(request, clock.instant());
    String address = MailReader.address(mail.from());
    if (!verified(address)) {
      throw new Refused(
          400,
          "MessageRejected",
          "Email address is not verified. The following identities failed the check in region"
              + " EU-WEST-3: "
              + address);
    }
    inbox.add(mail);
    simulator.receive(mail);
  }

  private boolean verified(@Nullable String address) {
    if (address == null) {
      return false;
    }
    String lower = address.toLowerCase(Locale.ROOT);
    return senders.contains(lower) || senders.contains(lower.substring(lower.indexOf('@') + 1));
  }

  /** Waits like a service that lost the request; the caller's own timeout ends it first. */
  private static void holdConnection() {
    try {
      var _ = new CountDownLatch(1).await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
