package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody is told the day their data goes, and why, as it is at this moment. */
@EmbeddedAwsTest
@Tag("A5")
@Tag("A6")
class DeletesOnTest {

  private static final String CAMPAIGN = "jusqu’à la fin de la campagne";
  private static final String REUSE = "d’être recontacté·e";

  private final TestAws aws;

  DeletesOnTest(TestAws aws) {
    this.aws = aws;
  }

  private Household house(String ballot) {
    return new Household(aws, Map.of("ballots", ballot));
  }

  private void reuse(Household house, Person person, boolean granted) {
    Response answer =
        house.account.call(
            Payload.put("/v1/me/consents/reuse")
                .bearer(person.token())
                .json("{\"granted\":" + granted + ",\"textVersion\":\"2026-11\"}"));
    assertEquals(200, answer.status(), answer.body());
  }

  private void assertTold(Household house, Person person, String day, String because) {
    Response me = house.account.call(Payload.get("/v1/me").bearer(person.token()));
    assertEquals(day, me.text("/deletesOn").orElseThrow());
    String told = me.text("/deletesBecause").orElseThrow();
    assertTrue(told.contains(because), told);
    assertEquals(because.equals(REUSE), told.contains(REUSE), told);
    String page =
        house
            .account
            .call(
                Payload.get("/compte")
                    .header("accept", "text/html")
                    .cookie("__Host-session", person.token()))
            .body();
    assertTrue(page.contains(French.date(LocalDate.parse(day))), page);
    assertTrue(page.contains(because), page);
  }

  @Test
  void agreeingToReuseMovesItAndTakingThatBackMovesItBack() {
    Household house = house("2027-05-02");
    Person person = house.person();
    assertTold(house, person, "2027-05-03", CAMPAIGN);
    reuse(house, person, true);
    assertTold(house, person, "2027-11-21", REUSE);
    reuse(house, person, false);
    assertTold(house, person, "2027-05-03", CAMPAIGN);
  }

  /** Later, earlier, on the nights the clocks change, on a leap day: the day after, in Paris. */
  @ParameterizedTest
  @CsvSource({
    "2027-02-28, 2027-03-01, 2027-11-21",
    "2027-03-27, 2027-03-28, 2027-11-21",
    "2027-03-28, 2027-03-29, 2027-11-21",
    "2027-10-31, 2027-11-01, 2027-11-21",
    "2027-11-20, 2027-11-21, 2027-11-21",
    "2028-02-29, 2028-03-01, 2028-03-01"
  })
  void aMovedBallotMovesIt(String ballot, String plain, String reusable) {
    Household before = house("2027-05-02");
    Person person = before.person();
    Person faithful = before.person();
    reuse(before, faithful, true);
    Household moved = house(ballot);
    assertTold(moved, person, plain, CAMPAIGN);
    assertTold(
        moved,
        faithful,
        reusable,
        plain.equals(reusable) && !ballot.equals("2027-11-20") ? CAMPAIGN : REUSE);
  }

  /** The reason changes where the year outlasts the campaign by a millisecond. */
  @ParameterizedTest
  @CsvSource({
    "2026-05-02T21:59:59.999Z, campaign",
    "2026-05-02T22:00:00Z, campaign",
    "2026-05-02T22:00:00.001Z, reuse"
  })
  void theReasonIsTheOneThatDecides(Instant consent, String reason) {
    aws.clock().set(consent);
    Household house = house("2027-05-02");
    Person person = house.person();
    reuse(house, person, true);
    assertTold(house, person, "2027-05-03", reason.equals("reuse") ? REUSE : CAMPAIGN);
  }
}
