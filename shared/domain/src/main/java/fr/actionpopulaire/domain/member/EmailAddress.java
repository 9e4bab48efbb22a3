package fr.actionpopulaire.domain.member;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form in which it is compared, hashed and written to: trimmed and in
 * lower case.
 *
 * <p>Accepts what people really use: an ASCII dot-atom before the sign, a domain name of at least
 * two labels behind it, 254 characters in all (RFC 5321). That excludes quotes, line breaks and
 * everything else that could leave a header. Whether the address works is proved by the code sent
 * to it, never by its form.
 */
public record EmailAddress(String value) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?=.{6,254}$)(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

  public EmailAddress {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not an e-mail address in its compared form");
    }
  }

  /** Reads what a person typed; empty when it cannot be an address. */
  public static Optional<EmailAddress> parse(String typed) {
    if (typed.length() > 320) {
      return Optional.empty();
    }
    String value = typed.strip().toLowerCase(Locale.ROOT);
    return FORM.matcher(value).matches() ? Optional.of(new EmailAddress(value)) : Optional.empty();
  }

  /** Never the address: a log line that prints this record must not betray the person. */
  @Override
  public String toString() {
    return "EmailAddress[…]";
  }
}
