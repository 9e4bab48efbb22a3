package fr.actionpopulaire.mail;

import java.util.List;

/**
 * What one mail says, before any layout. Both of its parts, text and HTML, are made from these
 * blocks, so they cannot say different things.
 *
 * @param subject one line; a line break in it is refused (ASVS 1.2.1)
 */
public record Mail(String subject, Nature nature, List<Block> blocks) {

  public Mail {
    blocks = List.copyOf(blocks);
    if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A subject is one line");
    }
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("A mail says something");
    }
  }

  /** Why a mail is sent, which decides what the layout must add. */
  public sealed interface Nature {

    /**
     * A login code, the same whoever asked: says nothing of the campaign's file and names no
     * status.
     */
    record Neutral() implements Nature {}

    /** Answers something the person did (a notice they sent); nothing to unsubscribe from. */
    record Reply() implements Nature {}

    /**
     * Sent to a member because they are one.
     *
     * @param unsubscribe address of the one-click unsubscription (RFC 8058)
     */
    record ToMember(String unsubscribe) implements Nature {}
  }

  /** A piece of a mail. */
  public sealed interface Block {

    record Paragraph(String text) implements Block {}

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
