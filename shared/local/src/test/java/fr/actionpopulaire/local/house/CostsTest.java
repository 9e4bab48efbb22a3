package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every operation is measured, and {@code docs/costs.md} says in euros what that comes to. */
class CostsTest {

  @Test
  void thePageOfCostsIsWhatTheLedgerAndThePricesSay() throws IOException {
    Path file = House.path("docs/costs.md");
    String page = new CostsPage().written();
    if (Boolean.getBoolean("costs.write")) {
      Files.writeString(file, page);
    }
    assertEquals(House.text(file), page, "write it with -Dcosts.write=true");
  }

  @Test
  void everyFunctionMeasuresItsOperations() {
    List<String> missing = new ArrayList<>();
    new CostsPage()
        .ledger()
        .forEach(
            (function, lines) -> {
              Path test =
                  House.path("functions/" + function + "/src/test/java/fr/actionpopulaire")
                      .resolve(function + "/LedgerTest.java");
              if (lines.isEmpty() || !Files.exists(test) || !isSettled(test)) {
                missing.add(function);
              }
            });
    assertEquals(List.of(), missing);
  }

  private static boolean isSettled(Path test) {
    return House.text(test).contains("ledger.settle()");
  }

  /** A kilobyte read and a kilobyte written, on paper: 0.1487 + 0.7423 dollars a million. */
  @Test
  void theDatabaseIsChargedByTheUnit() {
    Cost cost = new Cost(1, 1, 1, 1, 1, 0, 0, 0, 0, 0);
    Prices prices = new Prices();
    assertEquals((0.1487 + 0.7423) * 0.86, 1e6 * prices.of(cost).database(), 1e-9);
    assertEquals(0, prices.of(cost).egress());
    double lambda = (0.20 + (0.015 + 0.005) * 13.33) * 0.86;
    assertEquals(lambda, 1e6 * prices.of(cost).lambda(), 1e-9);
    assertTrue(prices.of(cost).sum() > lambda / 1e6);
  }
}
