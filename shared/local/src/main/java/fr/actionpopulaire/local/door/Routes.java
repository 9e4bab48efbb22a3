package fr.actionpopulaire.local.door;

import fr.actionpopulaire.local.template.FunctionSpec;
import fr.actionpopulaire.local.template.HttpRoute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API's routes. Of those that fit a request the most specific is taken, compared segment
 * by segment: a fixed one before {@code {name}} before {@code {name+}}, then a named method before
 * ANY, {@code $default} last.
 */
public final class Routes {
  /** A route that fits, its function, and what its variables stand for (decoded). */
  public record Match(String function, HttpRoute route, Map<String, String> parameters) {}

  private record Entry(HttpRoute route, String function, List<String> segments, String rank) {}

  private final List<Entry> entries;

  private Routes(List<Entry> entries) {
    this.entries = entries;
  }

  /** The routes of these functions. */
  public static Routes of(Collection<FunctionSpec> functions) {
    List<Entry> entries = new ArrayList<>();
    for (FunctionSpec function : functions) {
      for (HttpRoute route : function.routes()) {
        List<String> segments = split(route.path());
        entries.add(new Entry(route, function.name(), segments, rank(route, segments)));
      }
    }
    entries.sort(Comparator.comparing(Entry::rank));
    return new Routes(entries);
  }

  /**
   * The route that takes this request, if any.
   *
   * @param path as sent, percent-encoded
   */
  public Optional<Match> match(String method, String path) {
    List<String> segments = split(path);
    for (Entry entry : entries) {
      Map<String, String> parameters = fit(entry, method, segments);
      if (parameters != null) {
        return Optional.of(new Match(entry.function(), entry.route(), parameters));
      }
    }
    return Optional.empty();
  }

  private static @Nullable Map<String, String> fit(
      Entry entry, String method, List<String> segments) {
    HttpRoute route = entry.route();
    Map<String, String> parameters = new LinkedHashMap<>();
    if (route.path().equals(HttpRoute.DEFAULT)) {
      return parameters;
    }
    if (!route.method().equals("ANY") && !route.method().equals(method)) {
      return null;
    }
    for (int i = 0; i < entry.segments().size(); i++) {
      String wanted = entry.segments().get(i);
      if (i >= segments.size()) {
        return null;
      }
      if (wanted.endsWith("+}")) {
        String rest = String.join("/", segments.subList(i, segments.size()));
        parameters.put(wanted.substring(1, wanted.length() - 2), Percent.decode(rest));
        return rest.isEmpty() ? null : parameters;
      }
      String segment = Percent.decode(segments.get(i));
      if (wanted.startsWith("{")) {
        if (segment.isEmpty()) {
          return null;
        }
        parameters.put(wanted.substring(1, wanted.length() - 1), segment);
      } else if (!wanted.equals(segment)) {
        return null;
      }
    }
    return segments.size() == entry.segments().size() ? parameters : null;
  }

  private static String rank(HttpRoute route, List<String> segments) {
    if (route.path().equals(HttpRoute.DEFAULT)) {
      return "9";
    }
    StringBuilder rank = new StringBuilder();
    for (String segment : segments) {
      rank.append(segment.endsWith("+}") ? '3' : segment.startsWith("{") ? '2' : '1');
    }
    return rank.append(route.method().equals("ANY") ? "0b" : "0a").toString();
  }

  private static List<String> split(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }
}
