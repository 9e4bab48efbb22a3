package fr.actionpopulaire.mailer;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.mail.Mail.Nature;
import fr.actionpopulaire.mail.MailLayout.Rendered;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.FeatureStatus;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * Hands one mail to SES: one recipient (CNIL A19), always through a configuration set, which
 * requires TLS and tracks nothing (rules A28, D9), never retried here, because a second try after a
 * time-out could be a second mail. The message's id goes with it as a tag, so that what SES tells
 * later can be matched without an address.
 */
@Singleton
final class Postman {

  /** The tag that names a message of ours in what SES tells of it. */
  static final String TAG = "message";

  private final SesV2Client ses;
  private final String sender;
  private final String configurationSet;
  private final String owedConfigurationSet;

  Postman(
      SesV2Client ses,
      @Value("${sender}") String sender,
      @Value("${configuration.set}") String configurationSet,
      @Value("${owed.configuration.set}") String owedConfigurationSet) {
    if (sender.isBlank() || configurationSet.isBlank() || owedConfigurationSet.isBlank()) {
      throw new IllegalArgumentException("No sender or configuration set: nothing may be sent");
    }
    this.ses = ses;
    this.sender = sender;
    this.configurationSet = configurationSet;
    this.owedConfigurationSet = owedConfigurationSet;
  }

  /** Whether a mail left. */
  enum Handover {
    ACCEPTED,
    /** SES said no, or could not be reached: it did not leave. */
    REFUSED,
    /** SES takes no more for now: it did not leave, and neither would the next. */
    HALTED,
    /** No answer came. */
    UNKNOWN
  }

  Handover send(String id, EmailAddress address, Rendered mail) {
    try {
      ses.sendEmail(request(id, address, mail));
      return Handover.ACCEPTED;
    } catch (SesV2Exception refused) {
      return takesNoMore(refused) ? Handover.HALTED : Handover.REFUSED;
    } catch (SdkClientException silent) {
      return neverConnected(silent) ? Handover.REFUSED : Handover.UNKNOWN;
    }
  }

  private SendEmailRequest request(String id, EmailAddress address, Rendered mail) {
    List<MessageHeader> headers =
        mail.headers().entrySet().stream()
            .map(
                header ->
                    MessageHeader.builder().name(header.getKey()).value(header.getValue()).build())
            .toList();
    return SendEmailRequest.builder()
        .fromEmailAddress(sender)
        .destination(to -> to.toAddresses(address.value()))
        .configurationSetName(setFor(mail.nature()))
        .configurationOverrides(
            overrides ->
                overrides.tracking(
                    tracking ->
                        tracking
                            .openTrackingEnabled(FeatureStatus.DISABLED)
                            .clickTrackingEnabled(FeatureStatus.DISABLED)))
        .emailTags(tag -> tag.name(TAG).value(id))
        .content(
            content ->
                content.simple(
                    simple ->
                        simple
                            .subject(s -> s.data(mail.subject()).charset("UTF-8"))
                            .body(
                                body ->
                                    body.text(t -> t.data(mail.text()).charset("UTF-8"))
                                        .html(h -> h.data(mail.html()).charset("UTF-8")))
                            .headers(headers)))
        .build();
  }

  private String setFor(Nature nature) {
    return switch (nature) {
      case Nature.Campaign _ -> configurationSet;
      case Nature.Neutral _, Nature.Owed _ -> owedConfigurationSet;
    };
  }

  /** Used up, paused or suspended: the next mail fares no better. A throttled one does, soon. */
  private static boolean takesNoMore(SesV2Exception refused) {
    if (refused.awsErrorDetails() == null) {
      return false;
    }
    return switch (String.valueOf(refused.awsErrorDetails().errorCode())) {
      case "LimitExceededException", "SendingPausedException", "AccountSuspendedException" -> true;
      default -> false;
    };
  }

  private static boolean neverConnected(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }
}
