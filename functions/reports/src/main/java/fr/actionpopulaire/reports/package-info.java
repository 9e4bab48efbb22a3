/** Notices from anybody, their receipt and outcome, and appeals against decisions. */
@NullMarked
package fr.actionpopulaire.reports;

import org.jspecify.annotations.NullMarked;
