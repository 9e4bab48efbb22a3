/** What functions behind triggers have in common. */
@NullMarked
package fr.actionpopulaire.trigger;

import org.jspecify.annotations.NullMarked;
