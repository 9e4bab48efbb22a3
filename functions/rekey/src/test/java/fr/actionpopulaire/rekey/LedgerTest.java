package fr.actionpopulaire.rekey;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Ledger;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** What each run costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private static final String NIGHTLY = "schedule {}, ";

  private final RekeyTest peppers;
  private final Ledger ledger;

  LedgerTest(TestAws aws) {
    peppers = new RekeyTest(aws);
    ledger = new Ledger(aws, "rekey", Ledger.triggers(aws, "rekey"));
  }

  @Test
  void everyRunCostsWhatItsLineSays() {
    peppers.secret(RekeyTest.FIRST);
    run("one pepper");
    peppers.endorse("endorser@example.org");
    peppers.member("member@example.org");
    peppers.suppress("gone@example.org");
    peppers.secret(RekeyTest.SWITCHED);
    run("one endorsement, member and suppression to move");
    run("nothing left to move");
    ledger.settle();
  }

  private void run(String what) {
    ledger.run(
        NIGHTLY + what,
        () -> {
          try {
            return peppers.run("nightly");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
