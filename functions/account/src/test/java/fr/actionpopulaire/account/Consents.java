package fr.actionpopulaire.account;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a page's forms as a browser does. */
final class Consents {

  private static final Pattern FORM = Pattern.compile("(?s)<form.*?</form>");
  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private Consents() {}

  /** What the one button of a purpose sends. */
  static Map<String, String> form(String page, String purpose) {
    Matcher forms = FORM.matcher(page);
    while (forms.find()) {
      Map<String, String> fields = new HashMap<>();
      Matcher field = FIELD.matcher(forms.group());
      while (field.find()) {
        fields.put(field.group(1), field.group(2));
      }
      if (purpose.equals(fields.get("purpose"))) {
        return fields;
      }
    }
    throw new AssertionError("no form for " + purpose);
  }
}
