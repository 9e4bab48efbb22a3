/** What SES tells of mails that came back or were reported as spam. */
@NullMarked
package fr.actionpopulaire.feedback;

import org.jspecify.annotations.NullMarked;
