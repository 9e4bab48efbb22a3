package fr.actionpopulaire.domain.member;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as it is dialled: digits, after a plus sign if it is international. Ten digits
 * starting with zero are a French number, overseas ones included; they keep this form, because the
 * territory, hence the international prefix, cannot be told from the digits alone.
 */
public record PhoneNumber(String value) {

  private static final Pattern FORM = Pattern.compile("0[1-9][0-9]{8}|\\+[1-9][0-9]{7,14}");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s.()\\-\\u00a0\\u202f]");

  public PhoneNumber {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a telephone number");
    }
  }

  /** Reads what a person typed, with spaces, dots, hyphens and a leading 00 at will. */
  public static Optional<PhoneNumber> parse(String typed) {
    if (typed.length() > 40) {
      return Optional.empty();
    }
    String digits = SEPARATORS.matcher(typed).replaceAll("");
    String value = digits.startsWith("00") ? "+" + digits.substring(2) : digits;
    return FORM.matcher(value).matches() ? Optional.of(new PhoneNumber(value)) : Optional.empty();
  }

  /** Never the number. */
  @Override
  public String toString() {
    return "PhoneNumber[…]";
  }
}
