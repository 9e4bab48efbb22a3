package fr.actionpopulaire.local.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom, and who may do what. */
class ArchitectureTest {

  private static final String HOUSE = "fr.actionpopulaire.";

  /** Asking the machine what time it is, by whatever class. */
  private static final DescribedPredicate<JavaCall<?>> TELLS_THE_TIME =
      DescribedPredicate.describe(
          "asks the machine for the time",
          call -> {
            AccessTarget target = call.getTarget();
            String owner = target.getOwner().getName();
            return (owner.startsWith("java.time.")
                    && target.getName().equals("now")
                    && !(target instanceof AccessTarget.CodeUnitCallTarget unit
                        && unit.getRawParameterTypes().stream()
                            .anyMatch(type -> type.getName().equals("java.time.Clock"))))
                || (owner.equals("java.time.Clock") && target.getName().startsWith("system"))
                || (owner.equals("java.lang.System")
                    && Set.of("currentTimeMillis", "nanoTime").contains(target.getName()))
                || (owner.equals("java.util.Date") && target.getName().equals("<init>"));
          });

  private static JavaClasses deployed = new ClassFileImporter().importClasses(Object.class);

  @BeforeAll
  static void read() {
    List<Path> folders =
        House.deployedModules().stream().map(module -> module.resolve("target/classes")).toList();
    folders.forEach(House::assumeBuilt);
    deployed =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths(folders);
    assertTrue(deployed.size() > 200, "only " + deployed.size() + " classes");
  }

  private static String[] packagesOf(Stream<String> modules) {
    return modules.map(module -> HOUSE + module + "..").toArray(String[]::new);
  }

  @Test
  void functionsDoNotKnowEachOther() {
    for (String function : House.functions()) {
      noClasses()
          .that()
          .resideInAPackage(HOUSE + function + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              packagesOf(House.functions().stream().filter(other -> !other.equals(function))))
          .check(deployed);
    }
  }

  @Test
  void nothingSharedKnowsAFunction() {
    noClasses()
        .that(
            resideInAnyPackage(
                packagesOf(
                    Stream.of(
                        "domain", "dynamodb", "settings", "bucket", "mail", "web", "trigger"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packagesOf(House.functions().stream()))
        .check(deployed);
  }

  @Test
  void theDomainIsPlainJava() {
    classes()
        .that()
        .resideInAPackage(HOUSE + "domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", HOUSE + "domain..")
        .check(deployed);
  }

  @Test
  void theStoreKnowsNeitherPagesNorMails() {
    noClasses()
        .that(resideInAnyPackage(HOUSE + "dynamodb..", HOUSE + "settings..", HOUSE + "bucket.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            HOUSE + "web..", HOUSE + "mail..", "io.micronaut.http..", "com.amazonaws..", "gg.jte..")
        .check(deployed);
  }

  @Test
  void mailsKnowOnlyTheDomain() {
    noClasses()
        .that(resideInAPackage(HOUSE + "mail.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            HOUSE + "web..", HOUSE + "dynamodb..", "io.micronaut.http..", "software.amazon..")
        .check(deployed);
  }

  /**
   * Functions speak to the store's entities, not to DynamoDB; but the audit shares no code with
   * what it audits (ADR 0021).
   */
  @Test
  void onlyTheStoreSpeaksToDynamoDb() {
    noClasses()
        .that(DescribedPredicate.not(nameMatching(".*\\.purge\\.\\$?Inventory(\\$.*)?")))
        .and(DescribedPredicate.not(resideInAnyPackage(HOUSE + "dynamodb..", HOUSE + "settings..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk.services.dynamodb..")
        .check(deployed);
  }

  @Test
  void onlyTheMailerSends() {
    noClasses()
        .that(DescribedPredicate.not(resideInAPackage(HOUSE + "mailer..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon.awssdk.services.sesv2..")
        .check(deployed);
  }

  /** But for signatures, which services compare with their own time, whatever ours is. */
  @Test
  void onlyOneClassKnowsTheMachinesTime() {
    noClasses()
        .that(
            DescribedPredicate.not(
                nameMatching(".*\\.(settings\\.ClockFactory|bucket\\.BucketFactory)")))
        .should()
        .callCodeUnitWhere(TELLS_THE_TIME)
        .check(deployed);
    noClasses().should().beAssignableTo(Clock.class).check(deployed);
  }

  /**
   * Lambda freezes threads between requests. The purge's workers start and end within one, the
   * rehearsal within the function's start; elsewhere nothing is worth it.
   */
  @Test
  void nobodyStartsThreads() {
    noClasses()
        .that(
            DescribedPredicate.not(
                nameMatching(".*\\.(purge\\.Workers|dynamodb\\.StoreRehearsal)")))
        .should()
        .dependOnClassesThat(
            nameMatching(
                "java\\.lang\\.Thread|java\\.util\\.concurrent\\."
                    + "(Executors?|ExecutorService|CompletableFuture|ForkJoinPool|StructuredTaskScope)"))
        .check(deployed);
  }

  /** So that no start loads a reactive type to recognise controllers that answer one. */
  @Test
  void nothingIsReactive() {
    noClasses()
        .that(DescribedPredicate.not(nameMatching(".*\\.web\\.NoReactiveTypes")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("reactor..", "org.reactivestreams..", "io.micronaut.core.async..")
        .check(deployed);
  }

  /** Outside the store, which knows what hangs on what, deleting is the purge's trade. */
  @Test
  void onlyThePurgeDeletesByItself() {
    noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage(HOUSE + "dynamodb..", HOUSE + "purge..")
                    // Takes back its own mark when the work it stood for failed.
                    .or(nameMatching(".*\\.web\\.Idempotency"))))
        .should()
        .callCodeUnitWhere(
            calls("dynamodb.Write", "remove").or(calls("dynamodb.Store", "removeAll")))
        .check(deployed);
  }

  /** A person's or reporter's key goes only with everything it sealed. */
  @Test
  void keysGoWithWhatTheySeal() {
    noClasses()
        .that(
            DescribedPredicate.not(
                nameMatching(".*\\.dynamodb\\.(MemberErasure|Notices|RightsRequests)")))
        .should()
        .callCodeUnitWhere(calls("dynamodb.Keys", "shred"))
        .check(deployed);
  }

  @Test
  void onlyTheirOwnHandAndThePurgeErasePeople() {
    noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage(HOUSE + "dynamodb..", HOUSE + "account..", HOUSE + "purge..")))
        .should()
        .dependOnClassesThat(nameMatching(".*\\.dynamodb\\.MemberErasure.*"))
        .check(deployed);
  }

  /** Calls of that method of that class, or of a class inside it. */
  private static DescribedPredicate<JavaCall<?>> calls(String type, String method) {
    return DescribedPredicate.describe(
        type + "." + method,
        call ->
            call.getTargetOwner().getName().equals(HOUSE + type) && call.getName().equals(method));
  }

  /** Key strings are written in the class of the entity they belong to, all in one module. */
  @Test
  void onlyTheStoreWritesKeys() {
    Pattern key = Pattern.compile("\"(E|M|U|N|Q|L|K|EV|D|RP|O|A|J|X|S|C|R|P)#");
    assertEquals(
        List.of(),
        House.deployedSources().stream()
            .filter(source -> !House.relative(source).startsWith("shared/dynamodb/"))
            // Its rows hold HTTP answers to repeat, so their class lives where answers are made.
            .filter(source -> !source.endsWith("Idempotency.java"))
            .filter(source -> key.matcher(House.text(source)).find())
            .map(House::relative)
            .toList());
  }
}
