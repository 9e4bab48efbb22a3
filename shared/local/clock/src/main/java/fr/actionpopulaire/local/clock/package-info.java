/** What the local system lays beside a function's own jars, and nothing else does. */
@NullMarked
package fr.actionpopulaire.local.clock;

import org.jspecify.annotations.NullMarked;
