package fr.actionpopulaire.endorsements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.bucket.Uploads;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

@EmbeddedAwsTest
class EndorsementsTest {

  private static final String HEADER = "email,basis,at,source,noticeVersion\n";

  private final TestAws aws;
  private final ApplicationContext context;
  final EndorsementsFunction function;

  EndorsementsTest(TestAws aws) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("endorsements"))
            .singletons(aws.clock())
            .build()
            .start();
    function = new EndorsementsFunction(context);
  }

  @Test
  void eachLineBecomesAKeyedHashAndTheFileGoes() {
    ImportSummary summary =
        imported(
            "one.csv",
            HEADER
                + "one@example.org,endorser,2026-10-01,formulaire,2026-11\n"
                + "Two@Example.org,adherent,2026-10-02T08:00:00+02:00,formulaire,2026-11\n");
    assertEquals(new ImportSummary(2, 0, 0, 0, List.of()), summary);
    assertTrue(isEligible("one@example.org"));
    assertTrue(isEligible("two@example.org"));
    assertFalse(isEligible("three@example.org"));
    assertFalse(aws.scan("ENDORSEMENTS_TABLE").toString().contains("@"));
    assertEquals(0, aws.s3().listObjectsV2(list -> list.bucket(aws.bucket())).contents().size());
  }

  @Test
  void importedTwiceItIsTheSame() {
    String file = HEADER + "twice@example.org,endorser,2026-10-01,formulaire,2026-11\n";
    imported("first.csv", file);
    var before = aws.scan("ENDORSEMENTS_TABLE");
    assertEquals(new ImportSummary(0, 1, 0, 0, List.of()), imported("second.csv", file));
    assertEquals(before, aws.scan("ENDORSEMENTS_TABLE"));
  }

  @Test
  void aFileDeliveredTwiceIsReadOnce() {
    imported("once.csv", HEADER + "once@example.org,endorser,2026-10-01,formulaire,2026-11\n");
    assertEquals(ImportSummary.EMPTY, Handler.run(function, event("once.csv")));
  }

  @Test
  @Tag("A2")
  @Tag("A14")
  void whoeverOpposedIsNotBroughtBack() {
    EmailAddress opposed = new EmailAddress("opposed@example.org");
    context
        .getBean(Store.class)
        .transact(
            Suppressions.put(context.getBean(Peppers.class).hash(opposed), aws.clock().instant()));
    ImportSummary summary =
        imported(
            "opposed.csv", HEADER + "opposed@example.org,endorser,2026-10-01,formulaire,2026-11\n");
    assertEquals(new ImportSummary(0, 0, 1, 0, List.of()), summary);
    assertFalse(isEligible("opposed@example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not an address,endorser,2026-10-01,formulaire,2026-11",
        "a@example.org,voter,2026-10-01,formulaire,2026-11",
        "a@example.org,endorser,yesterday,formulaire,2026-11",
        "a@example.org,endorser,2026-11-21T10:00:00.001Z,formulaire,2026-11",
        "a@example.org,endorser,2026-10-01,,2026-11",
        "a@example.org,endorser,2026-10-01,liste électorale,2026-11",
        "a@example.org,endorser,2026-10-01,fichier acheté,2026-11",
        "a@example.org,endorser,2026-10-01,formulaire,",
        "a@example.org,endorser,2026-10-01,formulaire,none",
        "a@example.org,endorser,2026-10-01,formulaire,2026-10-no-activation",
        "a@example.org,endorser,2026-10-01,formulaire",
        "a@example.org,endorser,2026-10-01,formulaire,2026-11,more",
        "a@example.org;endorser;2026-10-01;formulaire;2026-11",
      })
  @Tag("C13")
  void aLineOutOfOrderIsNamedByNumberOnly(String line) {
    ImportSummary summary =
        imported(
            "bad.csv",
            HEADER + line + "\nfine@example.org,endorser,2026-10-01,formulaire,2026-11\n");
    assertEquals(1, summary.refused());
    assertEquals(2, summary.refusedLines().getFirst().line());
    assertFalse(summary.refusedLines().toString().contains("@"));
    assertFalse(isEligible("a@example.org"));
    assertTrue(isEligible("fine@example.org"));
  }

  @Test
  void collectedUpToThisInstantIsInThePast() {
    assertEquals(
        0,
        imported(
                "now.csv",
                HEADER + "now@example.org,endorser,2026-11-21T10:00:00Z,formulaire,2026-11\n")
            .refused());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "email,basis,at,source\n", "a@example.org,endorser,2026-10-01,x,1\n"})
  void aFileWithoutItsHeaderStoresNothingAndGoes(String file) {
    int before = aws.scan("ENDORSEMENTS_TABLE").size();
    ImportSummary summary = imported("header.csv", file);
    assertEquals(1, summary.refused());
    assertEquals(1, summary.refusedLines().getFirst().line());
    assertEquals(before, aws.scan("ENDORSEMENTS_TABLE").size());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() {
    assertEquals(
        1,
        imported(
                "bom.csv",
                "\ufeff" + HEADER + "bom@example.org,endorser,2026-10-01,formulaire,2026-11\n")
            .accepted());
  }

  @Test
  void onlyAHundredRefusedLinesAreNamed() {
    String file =
        HEADER + IntStream.range(0, 101).mapToObj(i -> "x,y,z,,\n").collect(Collectors.joining());
    ImportSummary summary = imported("many.csv", file);
    assertEquals(101, summary.refused());
    assertEquals(100, summary.refusedLines().size());
  }

  @Test
  void eachImportLeavesALineOfNumbers() {
    imported("traced.csv", HEADER + "traced@example.org,endorser,2026-10-01,formulaire,2026-11\n");
    String lines = aws.scan("AUDIT_TABLE").toString();
    assertTrue(lines.contains("function:endorsements"), lines);
    assertFalse(lines.contains("traced"), "neither an address nor the file's name");
  }

  @Test
  void theSamplePayloadsRun() throws IOException {
    put("two lines.csv", HEADER + "sample@example.org,endorser,2026-10-01,formulaire,1\n");
    assertEquals(1, run("file-uploaded").at("/accepted").asInt());
    assertEquals(
        "{\"accepted\":0,\"duplicates\":0,\"suppressed\":0,\"refused\":0,\"refusedLines\":[]}",
        run("file-gone-bad").toString());
  }

  private JsonNode run(String sample) {
    return Handler.wake(function, Payload.load("endorsements/" + sample + ".json", JsonNode.class));
  }

  private boolean isEligible(String address) {
    return context
        .getBean(Endorsements.class)
        .isEligible(context.getBean(Peppers.class).hashes(new EmailAddress(address)));
  }

  ImportSummary imported(String name, String file) {
    put(name, file);
    return Handler.run(function, event(name));
  }

  private void put(String name, String file) {
    aws.s3()
        .putObject(
            put -> put.bucket(aws.bucket()).key("imports/" + name), RequestBody.fromString(file));
  }

  static Uploads event(String name) {
    return Uploads.of(List.of("imports/" + name.replace(' ', '+')));
  }
}
