package fr.actionpopulaire.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for every page and style sheet: light, and nothing of it from elsewhere. */
final class PageRules {

  private static final int BYTES = 30_000;

  /** What a browser fetches by itself; links and where a form goes are the reader's own choice. */
  private static final Pattern FETCHED =
      Pattern.compile(
          "<(?!a\\b|form\\b|meta\\b|link rel=\"canonical\")[^>]*\\s(?:src|srcset|href|data|poster)"
              + "=[\"']?(?:https?:)?//[^>]*>"
              + "|url\\(\\s*[\"']?(?:https?:)?//[^)]*\\)|@import[^;]*(?:https?:)?//[^;]*;",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FETCHING_DIRECTIVE =
      Pattern.compile(
          "(default|script|style|img|font|connect|frame|media|object|manifest|worker)-src ([^;]*)");

  private PageRules() {}

  /** What an answer does not keep of them; empty for what is neither. */
  static List<String> broken(Response answer) {
    String type = answer.header("content-type").orElse("");
    List<String> broken = new ArrayList<>();
    if (type.startsWith("text/html") || type.startsWith("text/css")) {
      if (answer.bytes().length > BYTES) {
        broken.add(answer.bytes().length + " bytes");
      }
      Matcher fetched = FETCHED.matcher(answer.body());
      while (fetched.find()) {
        broken.add("asks somebody else: " + fetched.group());
      }
    }
    if (type.startsWith("text/html")) {
      String policy = answer.header("content-security-policy").orElse("");
      if (!policy.contains("default-src 'none'") && !policy.contains("default-src 'self'")) {
        broken.add("no policy of its own: " + policy);
      }
      Matcher directive = FETCHING_DIRECTIVE.matcher(policy);
      while (directive.find()) {
        if (directive.group(2).contains("http") || directive.group(2).contains("*")) {
          broken.add("its policy lets others in: " + directive.group());
        }
      }
    }
    return broken;
  }
}
