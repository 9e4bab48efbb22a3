/** The whole system on one machine: what is packaged, run as template.yaml says. */
@NullMarked
package fr.actionpopulaire.local;

import org.jspecify.annotations.NullMarked;
