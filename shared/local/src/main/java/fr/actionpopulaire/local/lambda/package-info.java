/**
 * Functions as Lambda runs them: one process an environment, behind a Runtime API, invoked by name.
 */
@NullMarked
package fr.actionpopulaire.local.lambda;

import org.jspecify.annotations.NullMarked;
