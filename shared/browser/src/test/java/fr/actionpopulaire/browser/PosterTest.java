package fr.actionpopulaire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import fr.actionpopulaire.local.LocalSystem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a poster on a wall to «Je viens». */
class PosterTest {

  /** What is asked of the way: few screens, and few bytes where the network is poor. */
  private static final int MOST_SCREENS = 4;

  private static final long MOST_BYTES = 100_000;

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {false, true})
  void whoScansItAndHasNoAccountComesInFourScreens(boolean scripts) throws Exception {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    People people = new People(system);
    try (Visitor organiser = people.member("Orga", false);
        Visitor passer = Visitor.of(system, scripts)) {
      People.publish(organiser, "Réunion affichée");
      String event = organiser.path();
      organiser.follow("Imprimer une affiche");
      String scanned = scan(organiser.page());
      assertEquals(
          system.address() + "/inscription?evenement=" + event.replace("/evenements/", ""),
          scanned);

      passer.open(scanned);
      assertTrue(passer.text().contains("Réunion affichée"), passer::text);
      people.signUp(passer, People.address("passant"), "Passante");
      assertEquals(event + "/participation", passer.path());
      List<String> screens = passer.screens();
      long bytes = passer.bytes();
      passer.press("Je viens");
      assertTrue(passer.text().contains("Vous venez"), passer::text);
      assertTrue(screens.size() <= MOST_SCREENS, screens::toString);
      assertTrue(bytes > 10_000 && bytes <= MOST_BYTES, bytes + " bytes");
      System.err.println(
          "From scan to «Je viens»: %d screens, %d bytes".formatted(screens.size(), bytes));
    }
  }

  @Test
  void whoIsSignedInAlreadyHasTheButtonAtOnce() throws Exception {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    People people = new People(system);
    try (Visitor organiser = people.member("Orga", false);
        Visitor member = people.member("Membre", false)) {
      People.publish(organiser, "Réunion des habitués");
      organiser.follow("Imprimer une affiche");
      int before = member.screens().size();
      member.open(scan(organiser.page()));
      assertEquals(before + 1, member.screens().size());
      member.press("Je viens");
    }
  }

  /** Whatever a link says besides an event's id, it leads nowhere else. */
  @Test
  void aLinkCannotSendAnybodyElsewhere() {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    People people = new People(system);
    try (Visitor visitor = Visitor.of(system, false)) {
      visitor.open("/inscription?evenement=//evil.example/&next=https://evil.example");
      people.signUp(visitor, People.address("prudent"), "Prudente");
      assertEquals("/compte", visitor.path());
    }
  }

  @Test
  void itFillsOneSheetAndNothingElseIsPrinted() {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    try (Visitor organiser = new People(system).member("Orga", false)) {
      People.publish(organiser, "Réunion à imprimer");
      assertEquals(1, sheets(organiser.page()));
      organiser.follow("Imprimer une affiche");
      assertEquals(1, sheets(organiser.page()));
      organiser.follow("Retour à l’événement");
      organiser.follow("Modifier cet événement");
      organiser.fill("Titre", "Réunion publique ".repeat(6).strip());
      organiser.fill("Lieu de rendez-vous (facultatif)", "Maison de quartier ".repeat(10).strip());
      organiser.fill("Accessibilité du lieu (facultatif)", "Rampe au fond. ".repeat(33).strip());
      organiser.press("Enregistrer");
      organiser.follow("Imprimer une affiche");
      assertEquals(1, sheets(organiser.page()), "with the longest texts");
      organiser.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      for (String hidden : List.of("nav", "footer", ".screen", "h1", "form", "button")) {
        assertEquals(
            0, organiser.page().locator(hidden + ":visible").count(), hidden + " is printed");
      }
      assertTrue(organiser.page().locator(".qr").isVisible());
    }
  }

  /** How many sheets of paper the page takes. */
  private static int sheets(Page page) {
    byte[] pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
    return (int)
        Pattern.compile("/Type\\s*/Page\\b")
            .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
            .results()
            .count();
  }

  /** What a telephone reads in the code as it is drawn. */
  private static String scan(Page page) throws IOException, ReaderException {
    byte[] shot = page.locator(".qr").screenshot();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(shot));
    if (image == null) {
      throw NotFoundException.getNotFoundInstance();
    }
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
        .getText();
  }
}
