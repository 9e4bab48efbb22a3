package fr.actionpopulaire.mailer;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.MailLayout;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * Hands one mail to SES: one recipient (CNIL A19), always through the configuration set (which
 * requires TLS and tracks nothing), never retried here, because a second try after a time-out could
 * be a second mail.
 */
@Singleton
final class Postman {

  private final SesV2Client ses;
  private final MailLayout layout;
  private final String sender;
  private final String configurationSet;

  Postman(
      SesV2Client ses,
      MailLayout layout,
      @Value("${sender}") String sender,
      @Value("${configuration.set}") String configurationSet) {
    if (sender.isBlank() || configurationSet.isBlank()) {
      throw new IllegalArgumentException("No sender or configuration set: nothing may be sent");
    }
    this.ses = ses;
    this.layout = layout;
    this.sender = sender;
    this.configurationSet = configurationSet;
  }

  /** Whether a mail left. */
  enum Handover {
    ACCEPTED,
    /** SES said no, or could not be reached: it did not leave. */
    REFUSED,
    /** No answer came. */
    UNKNOWN
  }

  Handover send(EmailAddress address, Mail mail) {
    MailLayout.Rendered rendered = layout.render(mail);
    List<MessageHeader> headers =
        rendered.headers().entrySet().stream()
            .map(
                header ->
                    MessageHeader.builder().name(header.getKey()).value(header.getValue()).build())
            .toList();
    try {
      ses.sendEmail(
          send ->
              send.fromEmailAddress(sender)
                  .destination(to -> to.toAddresses(address.value()))
                  .configurationSetName(configurationSet)
                  .content(
                      content ->
                          content.simple(
                              simple ->
                                  simple
                                      .subject(s -> s.data(rendered.subject()).charset("UTF-8"))
                                      .body(
                                          body ->
                                              body.text(
                                                      t -> t.data(rendered.text()).charset("UTF-8"))
                                                  .html(
                                                      h ->
                                                          h.data(rendered.html()).charset("UTF-8")))
                                      .headers(headers))));
      return Handover.ACCEPTED;
    } catch (SesV2Exception refused) {
      return Handover.REFUSED;
    } catch (SdkClientException silent) {
      return neverConnected(silent) ? Handover.REFUSED : Handover.UNKNOWN;
    }
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
