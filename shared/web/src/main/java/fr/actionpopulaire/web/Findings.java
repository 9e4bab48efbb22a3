package fr.actionpopulaire.web;

import fr.actionpopulaire.web.Words.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything wrong with what was sent, so that it is told at once. While there are
 * findings, the values returned are placeholders and must not be used.
 */
public final class Findings {

  private record Entry(String pointer, Words detail) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Notes something wrong with the value at a JSON pointer. */
  public void add(String pointer, Words detail) {
    entries.add(new Entry(pointer, detail));
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Notes what was found about a part of what was sent, said in other words. */
  public void addAll(Findings part, String pointer, UnaryOperator<Words> said) {
    part.entries.forEach(entry -> add(pointer + entry.pointer(), said.apply(entry.detail())));
  }

  /** The same, with the pointers that begin so shortened by it. */
  public Findings within(String pointer) {
    Findings inner = new Findings();
    for (Entry entry : entries) {
      String full = entry.pointer();
      inner.add(
          full.startsWith(pointer + "/") ? full.substring(pointer.length()) : full, entry.detail());
    }
    return inner;
  }

  /** Reads a value that must be there and in order. */
  public <S, T> T require(
      String pointer,
      @Nullable S sent,
      Function<S, Optional<T>> reader,
      T placeholder,
      Words detail) {
    Optional<T> read = sent == null ? Optional.empty() : reader.apply(sent);
    if (read.isEmpty()) {
      add(pointer, detail);
    }
    return read.orElse(placeholder);
  }

  /** Reads a value that may be missing, but must be in order when it is there. */
  public <S, T> @Nullable T accept(
      String pointer, @Nullable S sent, Function<S, Optional<T>> reader, Words detail) {
    if (sent == null) {
      return null;
    }
    Optional<T> read = reader.apply(sent);
    if (read.isEmpty()) {
      add(pointer, detail);
      return null;
    }
    return read.get();
  }

  /** What is wrong, in one language. */
  public List<Problem.Finding> in(Language language) {
    return entries.stream()
        .map(entry -> new Problem.Finding(entry.pointer(), entry.detail().in(language)))
        .toList();
  }

  /** What is wrong with one value, in French, for the page that shows the form again. */
  public Optional<String> french(String pointer) {
    return entries.stream()
        .filter(entry -> entry.pointer().equals(pointer))
        .map(entry -> entry.detail().fr())
        .findFirst();
  }
}
