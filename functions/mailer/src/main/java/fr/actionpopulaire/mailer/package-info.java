/** Outbox stream to SES: one message, one recipient, one mail. */
@NullMarked
package fr.actionpopulaire.mailer;

import org.jspecify.annotations.NullMarked;
