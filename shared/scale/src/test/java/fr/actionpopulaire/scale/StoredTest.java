package fr.actionpopulaire.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a member leaves in the tables with each thing they do in a year, in bytes and until when.
 * {@code docs/costs/stored.csv} says what this measures; {@code -Dcosts.write=true} writes it.
 */
@EmbeddedAwsTest
class StoredTest {

  private static final Path FILE = Path.of("../../docs/costs/stored.csv");
  private static final String HEAD = "what;table;item;bytes;days";

  /** Numbers and compressed texts are written with a few bytes more or less. */
  private static final int SLACK = 10;

  private static final Predicate<Stock.Addition> MAIL =
      addition -> addition.table().equals("OutboxTable");

  private final TestAws aws;
  private final Movement movement;
  private final Crowd crowd;
  private final Operations operations;
  private final List<String> measured = new ArrayList<>();

  StoredTest(TestAws aws) {
    this.aws = aws;
    movement = new Movement(aws);
    crowd = new Crowd(movement);
    operations = new Operations(movement, crowd);
  }

  @Tag("thorough")
  @Test
  void aMemberLeavesBehindWhatThePageOfCostsSays() throws IOException {
    crowd.growTo(60);
    // The first of a day makes the day's counts, which everybody shares.
    signUp(operations.newcomer());
    mail();
    String address = operations.newcomer();
    String going = operations.newcomer();
    signUp(going);
    note("sign-up", MAIL.negate(), () -> signUp(address));
    note("sign-in", MAIL.negate(), () -> signIn(address));
    note("mail", MAIL, this::mail);
    String token = signIn(address);
    note(
        "answer",
        MAIL.negate(),
        () ->
            movement.call(
                Payload.put("/v1/events/" + crowd.event(0).id() + "/rsvp")
                    .json(Map.of("guests", 0))
                    .bearer(token)));
    String last = signIn(going);
    note("erasure", MAIL.negate(), () -> movement.call(Payload.delete("/v1/me").bearer(last)));
    if (Boolean.getBoolean("costs.write")) {
      Files.writeString(FILE, HEAD + "\n" + String.join("\n", measured) + "\n");
    }
    List<String> written = Files.readAllLines(FILE);
    assertEquals(measured.size(), written.size() - 1, () -> "measured: " + measured);
    for (int i = 0; i < measured.size(); i++) {
      String is = measured.get(i);
      assertTrue(holds(written.get(i + 1), is), () -> "measured " + is + " of " + measured);
    }
  }

  private void signUp(String address) {
    movement.call(Operations.activation(movement.call(operations.redeem(address))));
  }

  private String signIn(String address) {
    return movement.call(operations.redeem(address)).text("/token").orElseThrow();
  }

  private void mail() {
    operations.mailing().run();
  }

  private void note(String what, Predicate<Stock.Addition> counts, Runnable work) {
    Stock before = Stock.of(aws);
    work.run();
    for (Stock.Addition addition : Stock.of(aws).since(before, movement.now())) {
      if (counts.test(addition)) {
        Double days = addition.days();
        measured.add(
            "%s;%s;%s;%d;%s"
                .formatted(
                    what,
                    addition.table(),
                    addition.item(),
                    addition.bytes(),
                    days == null ? "campaign" : String.format(Locale.ROOT, "%.2f", days)));
      }
    }
  }

  /** The same item, its length within a few bytes, its deadline to the hundredth of a day. */
  private static boolean holds(String written, String is) {
    String[] line = written.split(";", -1);
    String[] now = is.split(";", -1);
    return line.length == now.length
        && Math.abs(Integer.parseInt(line[3]) - Integer.parseInt(now[3])) <= SLACK
        && written.equals(is.replace(";" + now[3] + ";", ";" + line[3] + ";"));
  }
}
