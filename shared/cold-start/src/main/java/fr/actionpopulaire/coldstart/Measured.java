package fr.actionpopulaire.coldstart;

/** Everything measured of one package. */
final class Measured {

  final Subject subject;
  final Figures init = new Figures();
  final Figures first = new Figures();
  final Figures sum = new Figures();
  final Figures slowInit = new Figures();
  final Figures slowFirst = new Figures();
  final Figures slowSum = new Figures();
  final Figures warm = new Figures();
  final Figures peakMb = new Figures();
  int classes;
  int ownClasses;

  Measured(Subject subject) {
    this.subject = subject;
  }

  /** As the tables call it. */
  String name() {
    return switch (subject.packaging()) {
      case Packaging.Managed managed -> subject.name();
      case Packaging.Own own -> subject.name() + ", own runtime";
    };
  }

  void cold(double initMs, double firstMs) {
    init.add(initMs);
    first.add(firstMs);
    sum.add(initMs + firstMs);
  }

  void throttled(double initMs, double firstMs) {
    slowInit.add(initMs);
    slowFirst.add(firstMs);
    slowSum.add(initMs + firstMs);
  }
}
