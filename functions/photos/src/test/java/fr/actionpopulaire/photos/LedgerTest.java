package fr.actionpopulaire.photos;

import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Ledger;
import fr.actionpopulaire.testing.TestAws;
import org.junit.jupiter.api.Test;

/** What each file that arrives costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private static final String FILE = "file in photos/incoming/, ";

  private final Album album;
  private final Ledger ledger;

  LedgerTest(TestAws aws) {
    album = new Album(aws);
    ledger = new Ledger(aws, "photos", Ledger.triggers(aws, "photos"));
  }

  @Test
  void everyFileCostsWhatItsLineSays() {
    String upload = album.sent(album.member(), Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    ledger.run(FILE + "becomes the photo", () -> album.deliver(upload));
    ledger.run(FILE + "delivered again", () -> album.deliver(upload));
    String none = album.sent(album.member(), new byte[] {1, 2, 3}, PhotoFormat.JPEG);
    ledger.run(FILE + "no photo we take", () -> album.deliver(none));
    ledger.run(FILE + "nobody asked for", () -> album.deliver("0123456789abcdefghjkmnpqrs"));
    ledger.settle();
  }
}
