package fr.actionpopulaire.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.mail.Mail.Block.Code;
import fr.actionpopulaire.mail.Mail.Block.Fact;
import fr.actionpopulaire.mail.Mail.Block.Facts;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import fr.actionpopulaire.mail.Mail.Nature;
import fr.actionpopulaire.mail.Mail.Unsubscribe;
import fr.actionpopulaire.mail.MailLayout.Rendered;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailLayoutTest {

  private static final String LEAVE = "https://agir.example.org/v1/unsubscriptions/QQ.0a";
  private static final Nature CAMPAIGN = new Nature.Campaign(new Unsubscribe(LEAVE));

  private final MailLayout layout = new MailLayout(imprint(-1));

  /** An imprint in which one line is blank; none for a negative number. */
  private static Imprint imprint(int blank) {
    String[] lines = {
      "bonjour@example.org",
      "Le Réseau",
      "La Candidate",
      "Le Parti",
      "L’Élection",
      "L’Association, 1 rue de l’Exemple",
      "droits@example.org",
      "le formulaire"
    };
    if (blank >= 0) {
      lines[blank] = " \t";
    }
    return new Imprint(
        lines[0], lines[1], lines[2], lines[3], lines[4], lines[5], lines[6], lines[7]);
  }

  private Rendered render(Nature nature, Mail.Block... blocks) {
    return layout.render(new Mail("Objet", nature, List.of(blocks)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  @Tag("A13")
  void thereIsNoLayoutWithABlankLine(int line) {
    assertThrows(IllegalArgumentException.class, () -> imprint(line));
  }

  @Test
  @Tag("A13")
  void everyMailCarriesTheWholeImprintInBothParts() {
    for (Nature nature :
        List.of(
            new Nature.Neutral(),
            new Nature.Owed(Mail.Source.NOTICE),
            new Nature.Owed(Mail.Source.ACCOUNT),
            CAMPAIGN)) {
      Rendered mail = render(nature, new Paragraph("Bonjour."));
      for (String line :
          List.of(
              "bonjour@example.org",
              "Le Réseau",
              "La Candidate",
              "Le Parti",
              "L’Élection",
              "L’Association, 1 rue de l’Exemple",
              "droits@example.org",
              "CNIL",
              "Source de vo")) {
        assertTrue(mail.text().contains(line), nature + " " + line);
        assertTrue(mail.html().contains(line), nature + " " + line);
      }
    }
  }

  @Test
  @Tag("A13")
  void onlyThoseWithAnAccountAreToldOfTheEndorsementsSource() {
    assertTrue(render(CAMPAIGN, new Paragraph("x")).text().contains("le formulaire"));
    assertTrue(
        render(new Nature.Owed(Mail.Source.ACCOUNT), new Paragraph("x"))
            .text()
            .contains("le formulaire"));
    // A code names no status, whoever asked.
    assertFalse(render(new Nature.Neutral(), new Paragraph("x")).text().contains("le formulaire"));
  }

  @Test
  @Tag("D1")
  @Tag("D13")
  void headersFollowTheNature() {
    assertEquals(
        Map.of(
            "Auto-Submitted", "auto-generated",
            "List-Unsubscribe", "<" + LEAVE + ">",
            "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        render(CAMPAIGN, new Paragraph("x")).headers());
    for (Nature nature : List.of(new Nature.Neutral(), new Nature.Owed(Mail.Source.NOTICE))) {
      assertEquals(
          Map.of("Auto-Submitted", "auto-generated"), render(nature, new Paragraph("x")).headers());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://agir.example.org/v1/unsubscriptions/a.b",
        "mailto:leave@example.org",
        "https://",
        "https://agir.example.org/a b",
        "https://agir.example.org/a>\r\nBcc: victim@example.org",
        "https://agir.example.org/a\nb",
        "https://agir.example.org/<a",
        "http://localhost.example.org/a"
      })
  @Tag("D1")
  @Tag("D15")
  void anUnsubscriptionIsOneHttpsAddressFitForAHeader(String url) {
    assertThrows(IllegalArgumentException.class, () -> new Unsubscribe(url));
  }

  @Test
  void onThisMachineItNeedsNoCertificate() {
    assertEquals(
        "http://localhost:8080/v1/unsubscriptions/a.b",
        new Unsubscribe("http://localhost:8080/v1/unsubscriptions/a.b").url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tract\r\nBcc: victim@example.org",
        "Tract\nBcc: victim@example.org",
        "Tract\rBcc: victim@example.org",
        "Tract\u2028Bcc: victim@example.org",
        "Tract\u2029Bcc: victim@example.org",
        "Tract\u0085Bcc: victim@example.org",
        "Tract\u0000\u000B\u000C\r\n\r\nBcc: victim@example.org",
        "\r\nTract Bcc: victim@example.org\r\n"
      })
  @Tag("D15")
  void aSubjectIsOneLine(String subject) {
    assertEquals(
        "Tract Bcc: victim@example.org",
        new Mail(subject, CAMPAIGN, List.of(new Paragraph("x"))).subject());
  }

  @Test
  void aMailHasASubjectAndSaysSomething() {
    List<Mail.Block> blocks = List.of(new Paragraph("x"));
    assertThrows(IllegalArgumentException.class, () -> new Mail("\r\n", CAMPAIGN, blocks));
    assertThrows(IllegalArgumentException.class, () -> new Mail("Objet", CAMPAIGN, List.of()));
  }

  @Test
  @Tag("A28")
  void whatPeopleWroteStaysText() {
    String evil = "<img src=\"https://spy.example/p.gif\"><a href='javascript:x'>&amp;";
    Rendered mail =
        render(
            CAMPAIGN,
            new Paragraph(evil),
            new Facts(List.of(new Fact(evil, evil))),
            new Code(evil),
            new Link(evil, "https://agir.example.org/\" onclick=\"x"));
    assertFalse(mail.html().contains("<img"), mail.html());
    assertFalse(mail.html().contains("<a href='"), mail.html());
    assertFalse(mail.html().contains("\" onclick=\""), mail.html());
    assertTrue(mail.text().contains(evil));
  }

  /** SES rewrites no link that says so, and there is none that does not. */
  @Test
  @Tag("A28")
  void everyLinkAsksToBeLeftAsItIs() {
    String html = render(CAMPAIGN, new Link("Voir", "https://agir.example.org/evenements")).html();
    assertEquals(2, html.split("<a ", -1).length - 1);
    assertEquals(2, html.split("<a ses:no-track href=\"", -1).length - 1);
  }

  @Test
  void blocksStandInTheOrderTheyWereWrittenIn() {
    String text =
        render(
                new Nature.Neutral(),
                new Paragraph("un"),
                new Code("22222222"),
                new Facts(List.of(new Fact("trois", "3"), new Fact("quatre", "4"))),
                new Link("cinq", "https://agir.example.org/5"))
            .text();
    int last = -1;
    for (String word :
        List.of(
            "un\n\n",
            "22222222\n\n",
            "trois : 3\n",
            "quatre : 4\n",
            "cinq : https://agir.example.org/5\n\n",
            "-- \n")) {
      int found = text.indexOf(word);
      assertTrue(found > last, word);
      last = found;
    }
    assertEquals(
        Set.of("Auto-Submitted"), render(new Nature.Neutral(), new Code("1")).headers().keySet());
  }
}
