package fr.actionpopulaire.signup;

import fr.actionpopulaire.web.Findings;

/** What is wrong with each field of the profile form, in the words of its page. */
public final class ProfileErrors {

  private final Findings findings;

  ProfileErrors(Findings findings) {
    this.findings = findings;
  }

  /** Whether anything is wrong. */
  public boolean any() {
    return !findings.isEmpty();
  }

  /** What is wrong with the value at a JSON pointer; empty when nothing is. */
  public String at(String pointer) {
    return findings.french(pointer).orElse("");
  }
}
