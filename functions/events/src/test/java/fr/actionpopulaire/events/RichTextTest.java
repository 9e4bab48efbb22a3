package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What organisers write may be beautiful, and can do no harm. */
class RichTextTest {

  /** Every tag there may be, with every attribute it may have. */
  private static final Pattern ALLOWED =
      Pattern.compile(
          "</?(p|ul|ol|li|strong|em|code)>|<br>|<br />|<ol start=\"\\d+\">|</a>"
              + "|<a rel=\"noopener noreferrer nofollow ugc\" href=\"https://[^\"<>]*\""
              + "( title=\"[^\"<>]*\")?>");

  @Test
  void paragraphsListsEmphasisAndLinks() {
    assertEquals(
        """
        <p>On se <strong>retrouve</strong> <em>ici</em><br>
        à <a rel="noopener noreferrer nofollow ugc" href="https://example.org/plan">la fontaine</a>.</p>
        <ul>
        <li>des tracts</li>
        <li>de l'eau &amp; du pain</li>
        </ul>
        """,
        RichText.html(
            """
            On se **retrouve** *ici*
            à [la fontaine](https://example.org/plan).

            - des tracts
            - de l'eau & du pain
            """));
  }

  @Test
  void headingsCodeAndQuotesStayText() {
    assertEquals("<p># Titre</p>\n", RichText.html("# Titre"));
    assertEquals("<p>&gt; citation</p>\n", RichText.html("> citation"));
    assertEquals("<p>Titre<br>\n=====</p>\n", RichText.html("Titre\n====="));
  }

  @Test
  @Tag("A28")
  void aPictureIsOnlyItsText() {
    assertEquals(
        "<p>une photo</p>\n", RichText.html("![une photo](https://example.org/pixel.png)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[clic](javascript:alert(1))",
        "[clic](JaVaScRiPt:alert(1))",
        "[clic](data:text/html;base64,PHNjcmlwdD4=)",
        "[clic](http://example.org)",
        "[clic](//example.org)",
        "[clic](vbscript:x)",
        "[clic](https://example.org/\"onmouseover=\"alert(1))",
        "[clic](<https://example.org/ onclick=alert(1)>)",
        "[clic](https://example.org 'title\" onclick=\"alert(1)')",
        "![x](https://example.org/pixel.png \"t\")",
        "<https://example.org/><b>",
        "<javascript:alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
        "**<svg/onload=alert(1)>**",
        "`<script>`",
        "    <script>",
        "```\n<script>\n```",
        "&lt;script&gt;&#60;script&#62;",
        "[![x](javascript:a)](https://example.org)"
      })
  void nothingButHarmlessTagsComesOut(String hostile) {
    String rest = ALLOWED.matcher(RichText.html(hostile)).replaceAll("");
    assertFalse(rest.contains("<"), () -> RichText.html(hostile));
  }
}
