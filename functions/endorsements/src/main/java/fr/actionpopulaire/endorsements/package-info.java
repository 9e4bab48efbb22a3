/** Import of endorsers and adherents as keyed hashes. */
@NullMarked
package fr.actionpopulaire.endorsements;

import org.jspecify.annotations.NullMarked;
