package fr.actionpopulaire.account;

/** One purpose on the page of consents, with the one button that turns it. */
public record ConsentChoice(String purpose, String title, String text, boolean granted) {

  /** Without this consent there is no account, so it has no button of its own. */
  public boolean isAccount() {
    return purpose.equals("account");
  }

  /** Needs a number and hours, which go when it is taken back. */
  public boolean isCalls() {
    return purpose.equals("calls");
  }

  /** Asks for the age when agreeing. */
  public boolean asksAge() {
    return purpose.equals("targeting");
  }
}
