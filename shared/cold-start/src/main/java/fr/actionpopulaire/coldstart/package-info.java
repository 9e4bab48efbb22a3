/** Starts packaged functions as Lambda does: to measure them, and to train their own runtime. */
@NullMarked
package fr.actionpopulaire.coldstart;

import org.jspecify.annotations.NullMarked;
