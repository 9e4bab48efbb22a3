package fr.actionpopulaire.logging;

import org.jspecify.annotations.Nullable;

/** One line of JSON on the standard output, written at once, so that lines of threads don't mix. */
final class JsonLine {

  private final StringBuilder json = new StringBuilder("{");

  /** Adds a field; a missing value leaves it out. */
  JsonLine with(String name, @Nullable String value) {
    if (value != null) {
      json.append(json.length() == 1 ? "" : ",").append('"').append(name).append("\":\"");
      value.chars().forEach(c -> escape((char) c));
      json.append('"');
    }
    return this;
  }

  /** Control characters above all: a line break in a value must not begin a line of its own. */
  private void escape(char c) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (c < ' ' || c == '\u2028' || c == '\u2029' || c == '\u0085') {
          json.append("\\u%04x".formatted((int) c));
        } else {
          json.append(c);
        }
      }
    }
  }

  void print() {
    System.out.print(json.append("}\n"));
  }
}
