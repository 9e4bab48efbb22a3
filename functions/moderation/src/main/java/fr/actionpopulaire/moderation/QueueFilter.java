package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.territory.Department;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which open reports somebody wants to see; what is {@code null} does not matter to them.
 *
 * @param department where the reported event takes place; nothing else is anywhere
 */
record QueueFilter(@Nullable Kind kind, @Nullable Department department, @Nullable Ground ground) {

  /** What was reported. */
  enum Kind {
    EVENT("event"),
    PAGE("page");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    static Kind of(Notice notice) {
      return notice.target().event().isPresent() ? EVENT : PAGE;
    }

    private static Optional<Kind> of(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
  }

  /** Reads {@code kind}, {@code department} and {@code ground} of a call. */
  static QueueFilter read(Call call, Findings findings) {
    return new QueueFilter(
        findings.accept(
            "/kind",
            call.query("kind").orElse(null),
            Kind::of,
            new Words("event ou page.", "event or page.")),
        findings.accept(
            "/department",
            call.query("department").orElse(null),
            Department::byCode,
            new Words(
                "Le code d’un département, comme 2A ou 974.",
                "A department's code, such as 2A or 974.")),
        findings.accept(
            "/ground",
            call.query("ground").orElse(null),
            Ground::of,
            new Words(
                "illegal, misleading, harassment, privacy, spam ou other.",
                "illegal, misleading, harassment, privacy, spam or other.")));
  }

  boolean isEmpty() {
    return kind == null && department == null && ground == null;
  }

  boolean matches(Notice notice) {
    return (kind == null || kind == Kind.of(notice))
        && (department == null || department.code().equals(notice.department()))
        && (ground == null || ground == notice.ground());
  }

  /** The same as the end of an address's query, each part after an ampersand. */
  String query() {
    return (kind == null ? "" : "&kind=" + kind.code())
        + (department == null ? "" : "&department=" + department.code())
        + (ground == null ? "" : "&ground=" + ground.code());
  }
}
