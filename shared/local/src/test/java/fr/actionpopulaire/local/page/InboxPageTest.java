package fr.actionpopulaire.local.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.embeddedaws.Mail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxPageTest {
  @Test
  void showsMailsAsText() {
    String page =
        InboxPage.of(
            List.of(
                new Mail(
                    "a@example.org",
                    "b@example.org",
                    "<script>alert(1)</script>",
                    "See https://example.org/a?b=1&c=2\" <b>now</b>. javascript:alert(1)",
                    "<p onclick=\"x\">hello</p>",
                    Map.of(),
                    Map.of(),
                    Instant.EPOCH)));
    assertFalse(page.contains("<script>"), page);
    assertFalse(page.contains("<b>"), page);
    assertTrue(page.contains("<a href=\"https://example.org/a?b=1&amp;c=2\""), page);
    assertFalse(page.contains("href=\"javascript"), page);
    assertTrue(page.contains("<iframe sandbox srcdoc=\"&lt;p onclick=&quot;x&quot;&gt;"), page);
  }
}
