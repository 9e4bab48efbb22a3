package fr.actionpopulaire.account;

import fr.actionpopulaire.bucket.UploadForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form on a page that sends a file, read and sent as a browser does. */
final class BrowserForm {

  private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

  private static final Pattern FORM =
      Pattern.compile(
          "(?s)<form method=\"post\" action=\"([^\"]+)\" enctype=\"multipart/form-data\">(.*?)"
              + "</form>");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private final URI action;
  private final Map<String, String> fields = new LinkedHashMap<>();

  private BrowserForm(URI action) {
    this.action = action;
  }

  BrowserForm(UploadForm form) {
    this(form.action());
    form.fields().forEach(field -> fields.put(field.name(), field.value()));
  }

  static BrowserForm of(String page) {
    Matcher found = FORM.matcher(page);
    if (!found.find()) {
      throw new AssertionError("no form that sends a file");
    }
    BrowserForm form = new BrowserForm(URI.create(unescaped(found.group(1))));
    Matcher field = HIDDEN.matcher(found.group(2));
    while (field.find()) {
      form.fields.put(unescaped(field.group(1)), unescaped(field.group(2)));
    }
    return form;
  }

  private static String unescaped(String html) {
    return html.replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  URI action() {
    return action;
  }

  String value(String field) {
    return Objects.requireNonNull(fields.get(field), field);
  }

  /** As somebody does who edits the page. */
  void set(String field, String value) {
    fields.put(field, value);
  }

  HttpResponse<String> send(byte[] file) throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) ->
            body.writeBytes(part("form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")));
    body.writeBytes(
        part(
            "form-data; name=\"file\"; filename=\"Vacances à Brest.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n"));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return BucketCall.send(
        HttpRequest.newBuilder(action)
            .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
            .header("origin", "null")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }

  private static byte[] part(String rest) {
    return ("--" + BOUNDARY + "\r\nContent-Disposition: " + rest).getBytes(StandardCharsets.UTF_8);
  }
}
