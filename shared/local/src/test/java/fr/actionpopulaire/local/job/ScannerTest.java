package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.job.Visitor.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A mail scanner that opens every link of every mail, then every page and form it finds there, and
 * submits those forms with whatever the mails hold (rule D14).
 */
@Tag("D14")
class ScannerTest {

  private static final Pattern LINK = Pattern.compile("(?:href=\"|: )(https?://[^\"\\s<]+)");
  private static final Pattern FORM = Pattern.compile("(?s)<form[^>]*>.*?</form>");
  private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
  private static final Pattern FIELD =
      Pattern.compile("<(?:input|button)[^>]*name=\"([^\"]*)\"[^>]*>");
  private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

  private final LocalSystem system = RunningSystem.get();
  private final Visitor nobody = Visitor.of(system);

  private final List<String> cookies = new ArrayList<>();
  private int opened;
  private int submitted;

  @Test
  void aScannerConsumesNoCodeAndOpensNoSession() {
    RunningSystem.moveClock(nobody, "2026-11-22T10:00:00Z");
    String email = "scanned@example.org";
    Visitor member = nobody.activate(email, "Camille", "35238", true);
    nobody.mailTo(email, "Votre compte est activé");
    nobody.post(
        "/v1/reports",
        "{\"target\":\"/mentions-legales\",\"ground\":\"other\",\"explanation\":\"Essai.\","
            + "\"email\":\""
            + email
            + "\",\"goodFaith\":true}");
    nobody.mailTo(email, "Nous avons reçu votre signalement");
    int codes = nobody.mailsTo(email, "Votre code");
    String request = nobody.post("/v1/codes", "{\"email\":\"" + email + "\"}").text("/request");
    Patience.until(
        "the next code",
        () -> nobody.mailsTo(email, "Votre code") > codes ? Optional.of(1) : Optional.empty());
    String code = nobody.codeSentTo(email);

    for (JsonNode mail : nobody.get("/_local/inbox.json?to=" + email).json()) {
      scan(mail.path("html").asText() + "\n" + mail.path("text").asText(), code);
    }

    assertTrue(opened >= 4, "pages opened: " + opened);
    assertTrue(submitted >= 2, "forms submitted: " + submitted);
    for (String cookie : cookies) {
      assertFalse(
          cookie.startsWith("__Host-session=") && !cookie.startsWith("__Host-session=;"), cookie);
    }
    assertEquals(200, member.get("/v1/me").status(), "the member's own session goes on");
    Answer redeemed = nobody.post("/v1/codes/" + request, "{\"code\":\"" + code + "\"}");
    assertEquals(200, redeemed.status(), redeemed.body());
  }

  /** Opens what is linked, two clicks deep, as GET and HEAD, and submits every form once. */
  private void scan(String mail, String code) {
    Deque<String> open = new ArrayDeque<>(links(mail));
    // A scanner may guess where codes are typed.
    open.add("/connexion/code");
    open.add("/inscription/code");
    Set<String> seen = new HashSet<>(open);
    int depthOne = open.size();
    for (int i = 0; !open.isEmpty(); i++) {
      String path = open.poll();
      note(nobody.send("HEAD", path, null, Map.of()));
      Answer page = nobody.get(path);
      note(page);
      opened++;
      Matcher form = FORM.matcher(page.body());
      while (form.find()) {
        submit(path, form.group(), code);
      }
      if (i < depthOne) {
        Matcher next = Pattern.compile("href=\"(/[^\"#]*)\"").matcher(page.body());
        while (next.find() && seen.size() < 40) {
          if (seen.add(next.group(1))) {
            open.add(next.group(1));
          }
        }
      }
    }
  }

  private static List<String> links(String mail) {
    List<String> links = new ArrayList<>();
    Matcher link = LINK.matcher(mail);
    while (link.find()) {
      URI uri = URI.create(link.group(1).replace("&amp;", "&"));
      String query = uri.getRawQuery();
      String path = uri.getRawPath() + (query == null ? "" : "?" + query);
      if (!links.contains(path)) {
        links.add(path);
      }
    }
    return links;
  }

  private void submit(String page, String form, String code) {
    Matcher action = ACTION.matcher(form);
    String target = action.find() ? action.group(1) : page;
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(form);
    while (field.find()) {
      Matcher value = VALUE.matcher(field.group());
      String filled = value.find() && !value.group(1).isEmpty() ? value.group(1) : code;
      fields.add(encoded(field.group(1)) + "=" + encoded(filled));
    }
    note(
        nobody.send(
            "POST",
            target,
            String.join("&", fields),
            Map.of(
                "content-type",
                "application/x-www-form-urlencoded",
                "origin",
                system.address().toString())));
    submitted++;
  }

  private void note(Answer answer) {
    cookies.addAll(answer.raw().headers().allValues("set-cookie"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
