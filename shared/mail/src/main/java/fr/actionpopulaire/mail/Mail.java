package fr.actionpopulaire.mail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What one mail says, before any layout. Both of its parts, text and HTML, are made from these
 * blocks, so they cannot say different things.
 *
 * @param subject made one line, whatever it was: names and titles people chose stand in it, and no
 *     line break of theirs may begin a header (ASVS 1.2.1, rule D15)
 */
public record Mail(String subject, Nature nature, List<Block> blocks) {

  /** Every control character, and what Unicode calls the end of a line or a paragraph. */
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

  public Mail {
    blocks = List.copyOf(blocks);
    subject = BREAKS.matcher(subject).replaceAll(" ").strip();
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("A mail has a subject");
    }
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("A mail says something");
    }
  }

  /** Why a mail is sent, which decides what the layout must add and whom it may still reach. */
  public sealed interface Nature {

    /**
     * A login code, the same whoever asked: says nothing of the campaign's file and names no
     * status.
     */
    record Neutral() implements Nature {}

    /** Owed to somebody whatever they think of our mails; there is nothing to unsubscribe from. */
    record Owed(Source source) implements Nature {}

    /** Sent to a member because they are one; they may leave. */
    record Campaign(Unsubscribe unsubscribe) implements Nature {}
  }

  /** Where the address of somebody we owe a mail comes from (GDPR 14(2)(f)). */
  public enum Source {
    /** They gave it with a notice. */
    NOTICE,
    /** They have an account. */
    ACCOUNT
  }

  /**
   * The address of a one-click unsubscription (RFC 8058).
   *
   * @param url over HTTPS, or of this machine; fit to stand between angle brackets in a header
   */
  public record Unsubscribe(String url) {

    private static final Pattern FORM =
        Pattern.compile("(https://|http://localhost[:/])[A-Za-z0-9:/?#@!$&'*+,;=._~%-]+");

    public Unsubscribe {
      if (!FORM.matcher(url).matches()) {
        throw new IllegalArgumentException("No address to unsubscribe at");
      }
    }
  }

  /** A piece of a mail. */
  public sealed interface Block {

    record Paragraph(String text) implements Block {}

    /** The words of somebody else, set apart from ours so that nobody takes them for ours. */
    record Quote(String text) implements Block {}

    /** A code to type, alone on its line. */
    record Code(String digits) implements Block {}

    /** Something to do on our site. */
    record Link(String label, String url) implements Block {}

    /** Named facts: place, date, measure. */
    record Facts(List<Fact> facts) implements Block {
      public Facts {
        facts = List.copyOf(facts);
      }
    }

    record Fact(String name, String value) {}
  }
}
