package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.CallRecord;
import fr.actionpopulaire.testing.Grant;
import fr.actionpopulaire.testing.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each role grants what its function calls and nothing else. The functions' own tests run every
 * handler under its role and record what it called; here that is compared with {@code
 * template.yaml}. A grant no test ever uses is either one too many or a test too few.
 */
@Tag("A3")
class RolesTest {

  /** A grant that no test can use, and why the role has it all the same. */
  private record Exception(String function, Predicate<Grant> grants, String reason) {}

  private static final List<Exception> EXCEPTIONS =
      List.of(
          new Exception(
              "*",
              grant -> grant.action().startsWith("kms:"),
              "services use the key on the role's behalf; no function calls KMS"),
          new Exception(
              "endorsements",
              grant -> grant.action().equals("s3:ListBucket"),
              "no call: it makes S3 answer 404 instead of 403 for a file imported before"),
          new Exception(
              "photos",
              grant -> grant.action().equals("s3:ListBucket"),
              "no call: it makes S3 answer 404 instead of 403 for a file deleted meanwhile"),
          new Exception(
              "account",
              grant -> grant.action().equals("s3:ListBucket"),
              "no call: it makes S3 answer 404 instead of 403 for a photo deleted meanwhile"));

  @TestFactory
  List<DynamicTest> whatIsCalledIsGranted() {
    return each(function -> assertEquals(Set.of(), lines(called(function).denied())));
  }

  /** Only the thorough suite runs all tests, and some calls are made by its own ones alone. */
  @Tag("thorough")
  @TestFactory
  List<DynamicTest> whatIsGrantedIsCalled() {
    return each(
        function -> {
          Collection<Grant> used = called(function).granted();
          assertEquals(
              Set.of(),
              lines(
                  Role.ofFunction(function).grants().stream()
                      .filter(grant -> !used.contains(grant) && !excepted(function, grant))
                      .toList()),
              "no test of the function calls it");
        });
  }

  private static List<DynamicTest> each(Consumer<String> check) {
    return House.functions().stream()
        .map(function -> DynamicTest.dynamicTest(function, () -> check.accept(function)))
        .toList();
  }

  private static CallRecord called(String function) {
    House.assumeBuilt(House.path("functions/" + function + "/target/calls.txt"));
    return CallRecord.ofFunction(function).orElseThrow();
  }

  /** An exception nobody needs any more would hide the next grant too many. */
  @Test
  void everyExceptionIsNeeded() {
    for (Exception exception : EXCEPTIONS) {
      List<String> who =
          exception.function().equals("*") ? House.functions() : List.of(exception.function());
      assertTrue(
          who.stream()
              .flatMap(function -> Role.ofFunction(function).grants().stream())
              .anyMatch(exception.grants()),
          exception.reason());
    }
  }

  @Test
  void nothingIsGrantedTwice() {
    Map<String, Set<String>> twice = new TreeMap<>();
    for (String function : House.functions()) {
      List<Grant> grants = new ArrayList<>(Role.ofFunction(function).grants());
      Set.copyOf(grants).forEach(grants::remove);
      if (!grants.isEmpty()) {
        twice.put(function, lines(grants));
      }
    }
    assertEquals(Map.of(), twice);
  }

  private static boolean excepted(String function, Grant grant) {
    return EXCEPTIONS.stream()
        .anyMatch(
            exception ->
                (exception.function().equals("*") || exception.function().equals(function))
                    && exception.grants().test(grant));
  }

  private static Set<String> lines(Collection<Grant> grants) {
    Set<String> lines = new TreeSet<>();
    grants.forEach(
        grant ->
            lines.add(
                (grant.resource() + " " + grant.keys()).strip()
                    + ": "
                    + grant.action().replace("dynamodb:", "")));
    return lines;
  }
}
