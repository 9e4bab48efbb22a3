package fr.actionpopulaire.mailer;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Store;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** State that other functions leave behind, made the way they make it. */
final class Fixtures {

  private Fixtures() {}

  static String member(ApplicationContext context, EmailAddress address) {
    return member(context, address, "Essai");
  }

  static String member(ApplicationContext context, EmailAddress address, String firstName) {
    Instant now = context.getBean(Clock.class).instant();
    Account account =
        new Account(
            RandomId.next(),
            context.getBean(Peppers.class).hash(address),
            1,
            now,
            now,
            Map.of(Purpose.ACCOUNT, new Consent(Purpose.ACCOUNT, true, now, ConsentTexts.VERSION)),
            true,
            null);
    Personal personal =
        new Personal(
            address.value(),
            firstName,
            "Exemple",
            "75111",
            null,
            null,
            List.of(),
            List.of(),
            null,
            null);
    boolean created =
        context
            .getBean(Store.class)
            .transact(
                context
                    .getBean(Members.class)
                    .create(
                        account,
                        personal,
                        PersonKey.random(),
                        RetentionRule.MEMBER.from(now),
                        "test"))
            .isWritten();
    if (!created) {
      throw new IllegalStateException("The address is taken");
    }
    return account.id();
  }
}
