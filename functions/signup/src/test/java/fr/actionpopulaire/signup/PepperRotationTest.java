package fr.actionpopulaire.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.AppealLinks;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A new pepper while people sign up: for up to five minutes after each change of the secret, some
 * instances have read it and others have not.
 */
@EmbeddedAwsTest
@Tag("A2")
@Tag("A3")
class PepperRotationTest {

  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  private static final String FIRST = "{\"version\":\"1\",\"pepper1\":\"" + ONE + "\"}";
  private static final String INTRODUCED =
      "{\"version\":\"1\",\"pepper1\":\"" + ONE + "\",\"pepper2\":\"" + TWO + "\"}";
  private static final String SWITCHED =
      "{\"version\":\"2\",\"pepper1\":\"" + ONE + "\",\"pepper2\":\"" + TWO + "\"}";

  private final TestAws aws;
  private final SecretsManagerClient secrets;
  private final String secretId;

  PepperRotationTest(TestAws aws) {
    this.aws = aws;
    secretId = String.valueOf(aws.properties("signup").get("peppers.secret"));
    secrets = new Newcomer(aws).context.getBean(SecretsManagerClient.class);
  }

  @AfterEach
  void backToTheFirst() {
    put(FIRST);
  }

  private void put(String secret) {
    secrets.putSecretValue(put -> put.secretId(secretId).secretString(secret));
  }

  /** An instance that read the secret when it was this, and goes on with it. */
  private Newcomer having(String secret) {
    put(secret);
    Newcomer instance = new Newcomer(aws);
    instance.context.getBean(Peppers.class).isRotated();
    return instance;
  }

  @Test
  void whoSignedUpBeforeIsKnownAfter() {
    String id = having(FIRST).member("before@example.org");
    for (String secret : List.of(INTRODUCED, SWITCHED)) {
      Newcomer instance = having(secret);
      Response answer =
          instance.redeem(instance.requestWithCode("before@example.org"), Newcomer.CODE);
      assertEquals(id, answer.text("/member/id").orElseThrow());
    }
  }

  @Test
  void whoWasImportedBeforeIsEligibleAfterAndTheOtherWayRound() {
    Newcomer introduced = having(INTRODUCED);
    Newcomer switched = having(SWITCHED);
    introduced.endorse("early@example.org");
    switched.endorse("late@example.org");
    for (Newcomer instance : List.of(introduced, switched)) {
      for (String email : List.of("early@example.org", "late@example.org")) {
        Response answer = instance.redeem(instance.requestWithCode(email), Newcomer.CODE);
        assertEquals("true", answer.text("/eligible").orElseThrow(), email);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAddressHasOneAccountWhicheverInstanceComesFirst(boolean oldFirst) {
    Newcomer introduced = having(INTRODUCED);
    Newcomer switched = having(SWITCHED);
    Newcomer first = oldFirst ? introduced : switched;
    Newcomer second = oldFirst ? switched : introduced;
    String email = "one." + oldFirst + "@example.org";
    String token = second.token(email);
    assertEquals(201, first.create(first.token(email), Newcomer.told()).status());
    assertEquals(409, second.create(token, Newcomer.told()).status());
  }

  @Test
  @Tag("thorough")
  void anAddressHasOneAccountWhenBothInstancesCreateItAtOnce() {
    List<Newcomer> instances = List.of(having(INTRODUCED), having(SWITCHED));
    for (int round = 0; round < 10; round++) {
      String email = "race" + round + "@example.org";
      List<CompletableFuture<Integer>> tries =
          IntStream.range(0, 4)
              .mapToObj(i -> instances.get(i % 2))
              .map(instance -> Map.entry(instance, instance.token(email)))
              .toList()
              .stream()
              .map(
                  who ->
                      CompletableFuture.supplyAsync(
                          () -> who.getKey().create(who.getValue(), Newcomer.told()).status()))
              .toList();
      Map<Integer, Long> statuses =
          tries.stream()
              .map(CompletableFuture::join)
              .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
      assertEquals(Map.of(201, 1L, 409, 3L), statuses);
    }
  }

  /** Why the new pepper is introduced before it is switched to. */
  @Test
  void anInstanceThatHasNotSeenTheNewPepperWouldMakeASecondAccount() {
    Newcomer unaware = having(FIRST);
    Newcomer switched = having(SWITCHED);
    assertEquals(201, switched.create(switched.token("two@example.org"), Newcomer.told()).status());
    assertEquals(201, unaware.create(unaware.token("two@example.org"), Newcomer.told()).status());
  }

  @Test
  void whatWasBegunBeforeTheSwitchEndsAfterIt() {
    Newcomer introduced = having(INTRODUCED);
    Newcomer switched = having(SWITCHED);
    String request = introduced.requestWithCode("halfway@example.org");
    assertEquals(200, switched.redeem(request, Newcomer.CODE).status());
    String token = introduced.token("proved@example.org");
    assertEquals(201, switched.create(token, Newcomer.told()).status());
  }

  @Test
  void whatStandsInOldMailsIsRecognisedAndNothingElse() {
    AppealLinks before = having(FIRST).context.getBean(AppealLinks.class);
    AppealLinks after = having(SWITCHED).context.getBean(AppealLinks.class);
    String key = before.key("decision", Party.AUTHOR);
    assertNotEquals(key, after.key("decision", Party.AUTHOR));
    assertEquals(Optional.of(Party.AUTHOR), after.party("decision", key));
    assertEquals(Optional.empty(), after.party("another", key));
    assertEquals(Optional.empty(), after.party("decision", "0".repeat(64)));
  }

  @Test
  void aHashIsWrappedWithoutTheAddress() {
    EmailAddress address = new EmailAddress("wrapped@example.org");
    Peppers first = having(FIRST).context.getBean(Peppers.class);
    Peppers second = having(SWITCHED).context.getBean(Peppers.class);
    assertEquals(second.hash(address), second.wrap(first.hash(address)));
    assertEquals(second.hash(address), second.wrap(second.hash(address)));
    assertEquals(first.hash(address), first.wrap(first.hash(address)));
    assertEquals(List.of(second.hash(address), first.hash(address)), second.hashes(address));
    assertFalse(second.hash(address).startsWith(first.hash(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\":\"2\",\"pepper1\":\"1111111111111111111111111111111111\"}",
        "{\"version\":\"0\",\"pepper1\":\"1111111111111111111111111111111111\"}",
        "{\"version\":\"1\",\"pepper1\":\"too short\"}",
        "{\"version\":\"1\"}"
      })
  void aSecretThatIsNoneStopsEverything(String secret) {
    put(secret);
    Peppers peppers = new Newcomer(aws).context.getBean(Peppers.class);
    RuntimeException refused = assertThrows(RuntimeException.class, peppers::isRotated);
    assertTrue(
        Stream.of("1111", "too short").noneMatch(String.valueOf(refused.getMessage())::contains));
  }
}
