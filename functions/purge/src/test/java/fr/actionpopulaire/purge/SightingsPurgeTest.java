package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.MemberErasure;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a member may know of who looked goes with the line it was said of, twelve months after. */
@EmbeddedAwsTest
@Tag("A23")
class SightingsPurgeTest {

  private static final Instant DUE = Instant.parse("2027-11-21T10:00:00Z");

  private final Attic attic;

  SightingsPurgeTest(TestAws aws) {
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  private void look(Person... members) {
    attic
        .bean(Audit.class)
        .add(
            new Audit.Act(attic.now(), "Moderator/jo", "read-report", Map.of(), null),
            List.of(members).stream().map(Person::id).toList());
  }

  private int left() {
    return attic.naming("AUDIT_TABLE", "read-report").size();
  }

  @Test
  void bothGoAtTheInstantAndNotBefore() {
    look(attic.person(), attic.person());
    assertEquals(3, left());
    attic.passTo(DUE.minusMillis(1));
    attic.purge();
    assertEquals(3, left());
    attic.passTo(DUE);
    assertEquals(Map.of("audit", 1), attic.dryRun().byKind());
    assertEquals(Map.of("audit", 1), attic.purge().byKind());
    assertEquals(0, left());
    assertEquals(0, attic.purge().due());
  }

  /** Erasure deletes no line of the trail; what stays is under an id that leads nowhere. */
  @Test
  @Tag("A17")
  void theyOutliveAnErasedMemberUnderTheirFormerId() {
    Person person = attic.person();
    look(person);
    var account = attic.bean(Members.class).account(person.id()).orElseThrow();
    attic.bean(MemberErasure.class).erase(account, List.of(person.identity()));
    assertTrue(attic.naming("PEOPLE_TABLE", person.id()).isEmpty());
    assertEquals(2, left());
    attic.passTo(DUE.plus(Duration.ofHours(1)));
    attic.purge();
    assertEquals(0, left());
    assertFalse(attic.audit().byKind().containsKey("audit-S"), "the audit finds none either");
  }
}
