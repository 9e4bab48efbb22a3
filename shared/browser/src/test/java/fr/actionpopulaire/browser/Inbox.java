package fr.actionpopulaire.browser;

import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.local.LocalSystem;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the codes arrive. */
final class Inbox {

  private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{8}(?!\\d)");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalSystem system;

  Inbox(LocalSystem system) {
    this.system = system;
  }

  /** The only code ever sent to an address, once the stream has brought it. */
  String codeSentTo(String email) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (Mail mail : system.aws().inbox(email)) {
        Matcher code = CODE.matcher(mail.text());
        if (code.find()) {
          return code.group();
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new AssertionError("No code reached " + email);
  }
}
