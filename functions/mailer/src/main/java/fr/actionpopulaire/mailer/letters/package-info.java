/** One class for each kind of mail: what it says, and to whom it still may be said. */
@NullMarked
package fr.actionpopulaire.mailer.letters;

import org.jspecify.annotations.NullMarked;
