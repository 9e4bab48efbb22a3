package fr.actionpopulaire.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the attribute names an expression speaks of: {@code #name} always means {@code name}. */
final class Expression {

  private static final Pattern NAME = Pattern.compile("#(\\w+)");

  private Expression() {}

  static Map<String, String> names(String... expressions) {
    Map<String, String> names = new HashMap<>();
    for (String expression : expressions) {
      Matcher matcher = NAME.matcher(expression);
      while (matcher.find()) {
        names.put(matcher.group(), matcher.group(1));
      }
    }
    return names;
  }
}
