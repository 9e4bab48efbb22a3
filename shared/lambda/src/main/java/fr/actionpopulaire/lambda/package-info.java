/** What functions have in common, whatever wakes them. */
@NullMarked
package fr.actionpopulaire.lambda;

import org.jspecify.annotations.NullMarked;
