package fr.actionpopulaire.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fr.actionpopulaire.domain.campaign.Campaign;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanContextException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignFactoryTest {

  private static final Map<String, Object> FACTS =
      Map.of(
          "campaign.id", "essai",
          "campaign.name", "Essai",
          "candidate", "Personne",
          "party", "Aucun",
          "election", "Essai",
          "ballots", "2027-04-11, 2027-04-25",
          "controller", "Personne",
          "rights.contact", "droits@example.org",
          "endorsement.source", "Aucune");

  @Test
  void nothingStartsWithoutOneOfTheFacts() {
    FACTS
        .keySet()
        .forEach(
            fact -> {
              Map<String, Object> others = new HashMap<>(FACTS);
              others.remove(fact);
              assertThrows(
                  BeanContextException.class, () -> ApplicationContext.run(others).close(), fact);
            });
  }

  @Test
  void startsWithAllOfThem() {
    try (ApplicationContext context = ApplicationContext.run(FACTS)) {
      assertEquals(
          List.of(LocalDate.of(2027, 4, 11), LocalDate.of(2027, 4, 25)),
          context.getBean(Campaign.class).ballots());
    }
  }
}
