package fr.actionpopulaire.embeddedaws;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mails accepted, at most {@value #CAPACITY}: a load test must not fill the memory. */
final class Inbox {

  private static final int CAPACITY = 10_000;

  private final Deque<Mail> mails = new ArrayDeque<>();

  synchronized void add(Mail mail) {
    mails.addFirst(mail);
    if (mails.size() > CAPACITY) {
      mails.removeLast();
    }
  }

  synchronized void clear() {
    mails.clear();
  }

  /** As the JSON's maps; only those to that address, whatever its case, if one is given. */
  synchronized List<Map<String, Object>> newestFirst(Optional<String> to) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Mail mail : mails) {
      if (to.isEmpty()
          || List.of(mail.to().split(", ")).stream().anyMatch(to.get()::equalsIgnoreCase)) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("to", mail.to());
        fields.put("from", mail.from());
        fields.put("subject", mail.subject());
        fields.put("text", mail.text());
        fields.put("html", mail.html());
        fields.put("headers", mail.headers());
        fields.put("options", mail.options());
        fields.put("sentAt", mail.sentAt().toString());
        found.add(fields);
      }
    }
    return found;
  }
}
