package fr.actionpopulaire.browser;

import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.local.LocalSystem;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where codes and links arrive. */
final class Inbox {

  private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{8}(?!\\d)");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalSystem system;

  Inbox(LocalSystem system) {
    this.system = system;
  }

  /** The only code ever sent to an address, once the stream has brought it. */
  String codeSentTo(String email) {
    return sentTo(email, CODE);
  }

  /** A link sent to an address, once the stream has brought it: from its path on. */
  String linkSentTo(String email, String path) {
    return sentTo(email, Pattern.compile("(?<=//[a-z0-9.:-]{1,40})" + path + "\\S*"));
  }

  private String sentTo(String email, Pattern wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (Mail mail : system.aws().inbox(email)) {
        Matcher found = wanted.matcher(mail.text());
        if (found.find()) {
          return found.group();
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new AssertionError("Nothing like that reached " + email + ": " + wanted);
  }
}
