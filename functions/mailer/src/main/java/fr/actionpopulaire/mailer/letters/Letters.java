package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.Outbox.Queued;
import jakarta.inject.Singleton;

/** The letter for each kind of message. */
@Singleton
public final class Letters {

  private final CodeLetter code;
  private final WelcomeLetter welcome;
  private final PromotedLetter promoted;
  private final AcceptedLetter accepted;
  private final DeletionNearLetter deletionNear;
  private final Circulars circulars;
  private final EventCancelledLetter eventCancelled;
  private final EventMovedLetter eventMoved;
  private final ReminderLetter reminder;
  private final NoticeReceivedLetter noticeReceived;
  private final StatementOfReasonsLetter statementOfReasons;
  private final NoticeDecidedLetter noticeDecided;
  private final AppealDecidedLetter appealDecided;
  private final EmailCodeLetter emailCode;
  private final EmailChangedLetter emailChanged;
  private final RelayedLetter relayed;

  Letters(
      CodeLetter code,
      WelcomeLetter welcome,
      PromotedLetter promoted,
      AcceptedLetter accepted,
      DeletionNearLetter deletionNear,
      Circulars circulars,
      EventCancelledLetter eventCancelled,
      EventMovedLetter eventMoved,
      ReminderLetter reminder,
      NoticeReceivedLetter noticeReceived,
      StatementOfReasonsLetter statementOfReasons,
      NoticeDecidedLetter noticeDecided,
      AppealDecidedLetter appealDecided,
      EmailCodeLetter emailCode,
      EmailChangedLetter emailChanged,
      RelayedLetter relayed) {
    this.code = code;
    this.welcome = welcome;
    this.promoted = promoted;
    this.accepted = accepted;
    this.deletionNear = deletionNear;
    this.circulars = circulars;
    this.eventCancelled = eventCancelled;
    this.eventMoved = eventMoved;
    this.reminder = reminder;
    this.noticeReceived = noticeReceived;
    this.statementOfReasons = statementOfReasons;
    this.noticeDecided = noticeDecided;
    this.appealDecided = appealDecided;
    this.emailCode = emailCode;
    this.emailChanged = emailChanged;
    this.relayed = relayed;
  }

  /** Writes the letter a message asks for, looking up what it needs now. */
  public Letter write(Queued message) {
    return switch (message.kind()) {
      case CODE -> code.write(message);
      case WELCOME -> welcome.write(message);
      case PROMOTED -> promoted.write(message);
      case ACCEPTED -> accepted.write(message);
      case DELETION_NEAR -> deletionNear.write(message);
      case CANCELLATION -> circulars.cancellation(message);
      case EVENT_CANCELLED -> eventCancelled.write(message);
      case MOVE -> circulars.move(message);
      case EVENT_MOVED -> eventMoved.write(message);
      case REMINDERS -> circulars.reminders(message);
      case REMINDER -> reminder.write(message);
      case NOTICE_RECEIVED -> noticeReceived.write(message);
      case STATEMENT_OF_REASONS -> statementOfReasons.write(message);
      case NOTICE_DECIDED -> noticeDecided.write(message);
      case APPEAL_DECIDED -> appealDecided.write(message);
      case EMAIL_CODE -> emailCode.write(message);
      case EMAIL_CHANGED -> emailChanged.write(message);
      case RELAYED -> relayed.write(message);
    };
  }
}
