package fr.actionpopulaire.embeddedaws;

import fr.actionpopulaire.embeddedaws.LocalHttp.Refused;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Reads a SendEmail request: Simple content, or Raw content parsed as MIME. */
final class MailReader {

  /** The parts of a mail, found while walking through it; the first of each kind counts. */
  private static final class Bodies {
    private @Nullable String text;
    private @Nullable String html;
  }

  private MailReader() {}

  /**
   * The mail of that request.
   *
   * @throws Refused as SES answers where the request has no recipient, content or sender
   */
  static Mail read(JsonNode request, Instant sentAt) {
    JsonNode raw = Json.at(request, "Content", "Raw", "Data");
    try {
      return raw == null ? simple(request, sentAt) : raw(request, raw.asString(), sentAt);
    } catch (MessagingException | IOException e) {
      throw new Refused(400, "BadRequestException", "The content cannot be read as MIME.");
    }
  }

  /** The address in a From header, or null if there is none. */
  static @Nullable String address(String from) {
    try {
      InternetAddress[] addresses = InternetAddress.parse(from);
      return addresses.length == 1 ? addresses[0].getAddress() : null;
    } catch (AddressException e) {
      return null;
    }
  }

  private static Mail simple(JsonNode request, Instant sentAt) {
    String from = Json.text(request, "FromEmailAddress");
    String subject = Json.text(request, "Content", "Simple", "Subject", "Data");
    String text = Json.text(request, "Content", "Simple", "Body", "Text", "Data");
    String html = Json.text(request, "Content", "Simple", "Body", "Html", "Data");
    if (from == null || subject == null || (text == null && html == null)) {
      throw new Refused(400, "BadRequestException", "Sender, subject and a body are required.");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (JsonNode header : Json.list(request, "Content", "Simple", "Headers")) {
      headers.put(
          String.valueOf(Json.text(header, "Name")), String.valueOf(Json.text(header, "Value")));
    }
    List<String> replyTo =
        Json.list(request, "ReplyToAddresses").stream().map(JsonNode::asString).toList();
    if (!replyTo.isEmpty()) {
      headers.put("Reply-To", String.join(", ", replyTo));
    }
    return new Mail(
        recipients(request),
        from,
        subject,
        text == null ? "" : text,
        html == null ? "" : html,
        headers,
        options(request),
        sentAt);
  }

  private static Map<String, String> options(JsonNode request) {
    Map<String, String> options = new LinkedHashMap<>();
    String set = Json.text(request, "ConfigurationSetName");
    if (set != null) {
      options.put("ConfigurationSetName", set);
    }
    for (String tracking : List.of("OpenTrackingEnabled", "ClickTrackingEnabled")) {
      String wanted = Json.text(request, "ConfigurationOverrides", "Tracking", tracking);
      if (wanted != null) {
        options.put(tracking, wanted);
      }
    }
    for (JsonNode tag : Json.list(request, "EmailTags")) {
      options.put("tag:" + Json.text(tag, "Name"), String.valueOf(Json.text(tag, "Value")));
    }
    return options;
  }

  private static Mail raw(JsonNode request, String data, Instant sentAt)
      throws MessagingException, IOException {
    byte[] bytes = Base64.getDecoder().decode(data);
    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    Map<String, String> headers = new LinkedHashMap<>();
    for (var header : java.util.Collections.list(message.getAllHeaders())) {
      headers.put(header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
    }
    Bodies bodies = new Bodies();
    collect(message, bodies);
    String from = Json.text(request, "FromEmailAddress");
    String fromHeader = message.getHeader("From", ", ");
    String to = recipients(request);
    return new Mail(
        to.isEmpty() ? addresses(message.getAllRecipients()) : to,
        fromHeader != null ? decoded(fromHeader) : from == null ? "" : from,
        message.getSubject() == null ? "" : message.getSubject(),
        bodies.text == null ? "" : bodies.text,
        bodies.html == null ? "" : bodies.html,
        headers,
        options(request),
        sentAt);
  }

  private static String decoded(String header) throws UnsupportedEncodingException {
    return MimeUtility.decodeText(MimeUtility.unfold(header));
  }

  private static void collect(Part part, Bodies bodies) throws MessagingException, IOException {
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        collect(parts.getBodyPart(i), bodies);
      }
    } else if (part.isMimeType("text/plain") && bodies.text == null) {
      bodies.text = textOf(part);
    } else if (part.isMimeType("text/html") && bodies.html == null) {
      bodies.html = textOf(part);
    }
  }

  private static String textOf(Part part) throws MessagingException, IOException {
    String charset = new ContentType(part.getContentType()).getParameter("charset");
    try (InputStream in = part.getInputStream()) {
      return new String(
          in.readAllBytes(), charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
    }
  }

  private static String recipients(JsonNode request) {
    List<String> all = new ArrayList<>();
    for (String kind : List.of("ToAddresses", "CcAddresses", "BccAddresses")) {
      Json.list(request, "Destination", kind).forEach(address -> all.add(address.asString()));
    }
    return String.join(", ", all);
  }

  private static String addresses(Address @Nullable [] recipients) {
    List<String> all = new ArrayList<>();
    if (recipients != null) {
      for (Address recipient : recipients) {
        all.add(recipient instanceof InternetAddress i ? i.getAddress() : recipient.toString());
      }
    }
    return String.join(", ", all);
  }
}
