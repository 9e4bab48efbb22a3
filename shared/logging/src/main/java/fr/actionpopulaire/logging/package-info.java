/** What functions write to their log. */
@NullMarked
package fr.actionpopulaire.logging;

import org.jspecify.annotations.NullMarked;
