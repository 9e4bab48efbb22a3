/** Measures how each packaged function starts, beside a floor, as ratios of one run. */
@NullMarked
package fr.actionpopulaire.bench;

import org.jspecify.annotations.NullMarked;
