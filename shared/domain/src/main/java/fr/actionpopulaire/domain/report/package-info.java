@NullMarked
package fr.actionpopulaire.domain.report;

import org.jspecify.annotations.NullMarked;
