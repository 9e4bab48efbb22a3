package fr.actionpopulaire.domain.transparency;

import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.Redress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What a report counts (after DSA 15 and 24), and how it is told apart. */
public enum Subject {
  NOTICES_BY_GROUND(
      "notices-by-ground",
      "Signalements reçus, par motif",
      parts(Ground.values(), Ground::code, Ground::french)),
  NOTICES_BY_TARGET(
      "notices-by-target",
      "Signalements reçus, par objet",
      List.of(new Part("event", "Événement"), new Part("page", "Autre page"))),
  /** That a life or somebody's safety is threatened (DSA 18). */
  DANGERS("dangers", "Signalements d’une menace pour la vie ou la sécurité", List.of()),
  /** First decisions on a thing; what they settle along is counted apart. */
  DECISIONS_BY_MEASURE(
      "decisions-by-measure",
      "Décisions, par mesure",
      parts(Measure.values(), Measure::code, Measure::french)),
  DECISIONS_BY_BASIS(
      "decisions-by-basis",
      "Décisions, par fondement",
      parts(Basis.Kind.values(), Basis.Kind::code, Basis.Kind::french)),
  DECISIONS_BY_MEANS(
      "decisions-by-means",
      "Décisions, par moyen",
      List.of(
          new Part("human", "sans moyen automatisé"),
          new Part("automated", "avec des moyens automatisés"))),
  SETTLED("settled", "Autres signalements réglés par une même décision", List.of()),
  TAKEN_BACK("taken-back", "Mesures levées par l’équipe d’elle-même", List.of()),
  APPEALS_BY_PARTY(
      "appeals-by-party",
      "Recours reçus, par partie",
      List.of(
          new Part(Redress.Party.AUTHOR.code(), "personne qui a publié"),
          new Part(Redress.Party.REPORTER.code(), "personne qui a signalé"))),
  APPEALS_BY_OUTCOME(
      "appeals-by-outcome",
      "Recours tranchés, par issue",
      List.of(
          new Part("upheld", "mesure confirmée"), new Part("reversed", "mesure levée ou changée")));

  /**
   * One of the counts a subject is made of.
   *
   * @param code as it is stored
   */
  public record Part(String code, String french) {}

  private final String code;
  private final String french;
  private final List<Part> parts;

  Subject(String code, String french, List<Part> parts) {
    this.code = code;
    this.french = french;
    this.parts = parts;
  }

  private static <E> List<Part> parts(
      E[] values, Function<E, String> code, Function<E, String> french) {
    return Arrays.stream(values)
        .map(value -> new Part(code.apply(value), french.apply(value)))
        .toList();
  }

  public String code() {
    return code;
  }

  public String french() {
    return french;
  }

  /** In the order in which they are told; none of what is one count. */
  public List<Part> parts() {
    return parts;
  }
}
