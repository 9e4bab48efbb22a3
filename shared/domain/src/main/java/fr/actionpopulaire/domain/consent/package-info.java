@NullMarked
package fr.actionpopulaire.domain.consent;

import org.jspecify.annotations.NullMarked;
