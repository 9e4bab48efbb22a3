/** Deletes what is due, each record on its own deadline. */
@NullMarked
package fr.actionpopulaire.purge;

import org.jspecify.annotations.NullMarked;
