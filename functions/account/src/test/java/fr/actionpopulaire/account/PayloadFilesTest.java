package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.EmailChanges;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import org.junit.jupiter.api.Test;

/** The payloads kept for {@code sam local invoke} get the answers their names promise. */
@EmbeddedAwsTest
class PayloadFilesTest {

  private static final String MEMBER = "0123456789abcdefghjkmnpqrs";
  private static final String SECRET = "zzzzzzzzzzzzzzzzzzzzzzzzzz";

  private final Household house;

  PayloadFilesTest(TestAws aws) {
    house = new Household(aws);
  }

  private int status(String file) {
    return house.account.call(Payload.load("account/" + file + ".json")).status();
  }

  /** The file's token is a placeholder: a real one depends on the secret of the place. */
  private int statusWithToken(String file, String token) {
    APIGatewayV2HTTPEvent event = Payload.load("account/" + file + ".json");
    event.setRawPath("/v1/unsubscriptions/" + token);
    event.getRequestContext().getHttp().setPath("/v1/unsubscriptions/" + token);
    return house.account.call(event).status();
  }

  /** The file's request is a placeholder too: here one is asked for, and its codes are drawn. */
  private int statusWithRequest(String file) {
    EmailChanges changes = house.bean(EmailChanges.class);
    String request =
        changes
            .ask(MEMBER, new EmailAddress("one@example.org"), new EmailAddress("two@example.org"))
            .request();
    for (String hash : house.recipients(Kind.EMAIL_CODE)) {
      boolean isNew =
          changes.formerAddress(hash).filter(a -> a.value().startsWith("two")).isPresent();
      house.bean(CodeRequests.class).draw(hash, 1, isNew ? "33334444" : "11112222");
    }
    APIGatewayV2HTTPEvent event = Payload.load("account/" + file + ".json");
    event.setRawPath("/v1/me/email/" + request);
    event.getRequestContext().getHttp().setPath("/v1/me/email/" + request);
    return house.account.call(event).status();
  }

  @Test
  void goodOnesAreAnsweredAndBadOnesRefused() {
    Person person = house.person(MEMBER);
    house.session(MEMBER, SECRET);
    assertEquals(200, status("read-account"));
    assertEquals(401, status("read-account-anonymous"));
    assertEquals(200, status("change-profile"));
    assertEquals(412, status("change-profile-stale"));
    assertEquals(200, status("change-consent"));
    assertEquals(422, status("change-consent-outdated-text"));
    assertEquals(200, status("export-account"));
    assertEquals(401, status("export-account-anonymous"));
    assertEquals(200, status("exercise-right"));
    assertEquals(401, status("exercise-right-anonymous"));
    assertEquals(201, status("ask-staff"));
    assertEquals(422, status("ask-staff-bad"));
    assertEquals(202, status("change-email"));
    assertEquals(422, status("change-email-bad"));
    assertEquals(410, status("confirm-email-unknown"));
    assertEquals(200, statusWithRequest("confirm-email"));
    assertEquals(404, status("read-photo"), "a good question, and no photo yet");
    assertEquals(401, status("read-photo-anonymous"));
    assertEquals(200, status("ask-photo-upload"));
    assertEquals(422, status("ask-photo-upload-too-large"));
    assertEquals(204, status("delete-photo"));
    assertEquals(401, status("delete-photo-anonymous"));
    for (String page :
        new String[] {"page-account", "page-consents", "page-erasure", "page-photo"}) {
      assertEquals(200, status(page));
      assertEquals(303, status(page + "-anonymous"));
    }
    assertEquals(303, status("page-change-consent"));
    assertEquals(403, status("page-change-consent-foreign"));
    String token = house.bean(Unsubscriptions.class).token(person.id());
    assertEquals(200, statusWithToken("ask-unsubscription", token));
    assertEquals(200, statusWithToken("unsubscribe", token));
    assertEquals(404, status("ask-unsubscription-forged"));
    assertEquals(404, status("unsubscribe-forged"));
    assertEquals(401, status("erase-account-anonymous"));
    assertEquals(403, status("page-erase-foreign"));
    assertEquals(200, status("erase-account"));
    house.person(MEMBER);
    house.session(MEMBER, SECRET);
    assertEquals(200, status("page-erase"));
  }
}
