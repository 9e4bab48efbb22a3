package fr.actionpopulaire.local.page;

import fr.actionpopulaire.embeddedaws.Mail;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mails that would have been sent, as one plain page: everything in them is text, links
 * excepted.
 */
final class InboxPage {
  /**
   * No script, no style but the page's own, nothing from elsewhere; a mail's own HTML shows its
   * styles only.
   */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]");
  private static final String STYLE =
      """
      body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:1rem auto;padding:0 1rem}
      article{border-top:1px solid #999;padding:1rem 0}
      h2{font-size:1.1rem;margin:0}
      pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
      iframe{width:100%;height:24rem;border:1px solid #999}
      """;

  private InboxPage() {}

  static String of(List<Mail> mails) {
    StringBuilder page =
        new StringBuilder("<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\">")
            .append("<meta name=\"viewport\" content=\"width=device-width\">")
            .append("<title>Courriels</title><style>")
            .append(STYLE)
            .append("</style></head><body><h1>Courriels qui seraient partis</h1>");
    if (mails.isEmpty()) {
      page.append("<p>Aucun pour l’instant.</p>");
    }
    mails.forEach(mail -> add(page, mail));
    return page.append("</body></html>").toString();
  }

  private static void add(StringBuilder page, Mail mail) {
    page.append("<article><h2>")
        .append(escaped(mail.subject()))
        .append("</h2><p>À ")
        .append(escaped(mail.to()))
        .append("<br>De ")
        .append(escaped(mail.from()))
        .append("<br><time>")
        .append(mail.sentAt())
        .append("</time></p><pre>")
        .append(linked(mail.text()))
        .append("</pre>");
    if (!mail.html().isBlank()) {
      page.append("<details><summary>Version mise en forme</summary><iframe sandbox srcdoc=\"")
          .append(escaped(mail.html()))
          .append("\" title=\"Version mise en forme\"></iframe></details>");
    }
    page.append("</article>");
  }

  private static String linked(String text) {
    StringBuilder html = new StringBuilder();
    Matcher links = LINK.matcher(text);
    int end = 0;
    while (links.find()) {
      String url = escaped(links.group());
      html.append(escaped(text.substring(end, links.start())))
          .append("<a href=\"")
          .append(url)
          .append("\" rel=\"noreferrer\">")
          .append(url)
          .append("</a>");
      end = links.end();
    }
    return html.append(escaped(text.substring(end))).toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
