package fr.actionpopulaire.endorsements;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Ledger;
import fr.actionpopulaire.testing.TestAws;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an import costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private static final String FILE = "file in imports/, ";
  private static final String HEADER = "email,basis,at,source,noticeVersion\n";

  private final EndorsementsTest imports;
  private final Ledger ledger;

  LedgerTest(TestAws aws) {
    imports = new EndorsementsTest(aws);
    ledger = new Ledger(aws, "endorsements", Ledger.triggers(aws, "endorsements"));
  }

  @Test
  void everyFileCostsWhatItsLineSays() {
    String lines =
        IntStream.range(0, 100)
            .mapToObj(
                i -> "e" + (100 + i) + "@example.org,endorser,2026-10-01,formulaire,2026-11\n")
            .collect(Collectors.joining());
    ledger.run(FILE + "100 lines", () -> imports.imported("a.csv", HEADER + lines));
    ledger.run(FILE + "the same lines again", () -> imports.imported("b.csv", HEADER + lines));
    ledger.run(
        FILE + "imported before", () -> Handler.run(imports.function, imports.event("a.csv")));
    ledger.settle();
  }
}
