package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.dynamodb.Claims;
import fr.actionpopulaire.dynamodb.Claims.Claim;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Query;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Open reports as staff look through them, one query a page. */
@Singleton
final class OpenReports {

  /** Things shown on a page. */
  static final int PAGE = 50;

  /** Read by the one query of a page that filters or groups, unless they pass 1 MB. */
  static final int READ = 500;

  private final Notices notices;
  private final Claims claims;
  private final Events events;

  OpenReports(Notices notices, Claims claims, Events events) {
    this.notices = notices;
    this.claims = claims;
    this.events = events;
  }

  /**
   * Some reports, oldest first.
   *
   * @param next where to go on, {@code null} at the end
   */
  record Slice(List<Notice> notices, @Nullable QueueCursor next) {}

  /**
   * Every report that was read about one thing.
   *
   * @param notices oldest first, at least one
   */
  record Group(Target subject, List<Notice> notices) {

    Notice oldest() {
      return notices.getFirst();
    }

    boolean danger() {
      return notices.stream().anyMatch(Notice::danger);
    }
  }

  /** In which order groups come. Danger to somebody's life or safety comes before all others. */
  enum Order {
    MOST_REPORTED("most-reported"),
    OLDEST("oldest");

    private static final Comparator<Group> DANGER_FIRST =
        Comparator.comparing((Group group) -> !group.danger());

    private static final Comparator<Group> OLDEST_FIRST =
        Comparator.comparing((Group group) -> group.oldest().receivedAt());

    private final String code;

    Order(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    private Comparator<Group> comparator() {
      return switch (this) {
        case MOST_REPORTED ->
            DANGER_FIRST
                .thenComparing(
                    Comparator.comparingInt((Group group) -> group.notices().size()).reversed())
                .thenComparing(OLDEST_FIRST);
        case OLDEST -> DANGER_FIRST.thenComparing(OLDEST_FIRST);
      };
    }

    static Optional<Order> of(String code) {
      return Arrays.stream(values()).filter(order -> order.code.equals(code)).findFirst();
    }
  }

  /**
   * Things reported, each with its reports.
   *
   * @param next where to go on, {@code null} at the end
   */
  record Groups(List<Group> groups, @Nullable TargetsCursor next) {}

  /** A page of reports; with a filter it may be short, even empty, before the end. */
  Slice slice(QueueFilter filter, @Nullable QueueCursor from) {
    Notices.Queue read = notices.open(filter.isEmpty() ? PAGE : READ, position(from));
    List<Notice> found = read.notices().stream().filter(filter::matches).toList();
    return found.size() > PAGE
        ? new Slice(found.subList(0, PAGE), cursor(found.get(PAGE - 1)))
        : new Slice(found, cursor(read.next()));
  }

  /**
   * A page of things reported. Reports are counted as far as one query reads them: {@value #READ},
   * or 1 MB; those behind come on later pages, in groups of their own.
   */
  Groups groups(QueueFilter filter, Order order, TargetsCursor from) {
    Notices.Queue read = notices.open(READ, position(from.from()));
    Map<Target, List<Notice>> bySubject = new LinkedHashMap<>();
    read.notices().stream()
        .filter(filter::matches)
        .forEach(
            notice ->
                bySubject
                    .computeIfAbsent(notice.target().subject(), _ -> new ArrayList<>())
                    .add(notice));
    List<Group> groups =
        bySubject.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), entry.getValue()))
            .sorted(order.comparator())
            .toList();
    int start = Math.min(from.skip(), groups.size());
    int end = Math.min(start + PAGE, groups.size());
    QueueCursor behind = cursor(read.next());
    TargetsCursor next =
        end < groups.size()
            ? new TargetsCursor(end, from.from())
            : behind == null ? null : new TargetsCursor(0, behind);
    return new Groups(groups.subList(start, end), next);
  }

  /** Who looks into what, by the path of the subject; one request. */
  Map<String, Claim> claims(Collection<Notice> shown) {
    return claims.on(shown.stream().map(Notice::target).toList());
  }

  /** The members whose events are reported; one request, none when there are no events. */
  Set<String> organisers(Collection<Notice> shown) {
    return events.organisers(
        shown.stream()
            .flatMap(notice -> notice.target().event().stream())
            .collect(Collectors.toSet()));
  }

  private static Query.@Nullable Position position(@Nullable QueueCursor from) {
    return from == null ? null : Notices.after(from.ids().getFirst(), from.receivedAt());
  }

  private static QueueCursor cursor(Notice last) {
    return new QueueCursor(last.receivedAt(), last.id());
  }

  private static @Nullable QueueCursor cursor(Query.@Nullable Position next) {
    return next == null ? null : new QueueCursor(Notices.receivedAt(next), Notices.reportAt(next));
  }
}
