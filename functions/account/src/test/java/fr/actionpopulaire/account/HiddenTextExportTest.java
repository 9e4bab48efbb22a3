package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.HiddenTexts;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A16: what moderation hides from everybody is still the author's. */
@EmbeddedAwsTest
class HiddenTextExportTest {

  private final Household house;

  HiddenTextExportTest(TestAws aws) {
    house = new Household(aws);
  }

  @Test
  @Tag("A16")
  void whatModerationHidOfATextIsInTheCopy() {
    Person person = house.person();
    Event own = house.event(person, "Titre", Duration.ofDays(4));
    String notice = HiddenTexts.NOTICE + "article 4.";
    assertTrue(house.store.transact(house.bean(HiddenTexts.class).hide(own, notice)).isWritten());
    Response copy = house.account.call(Payload.get("/v1/me/export").bearer(person.token()));
    assertEquals(notice, copy.text("/events/0/description").orElseThrow());
    assertEquals(own.description(), copy.text("/events/0/hiddenDescription").orElseThrow());
  }
}
