@NullMarked
package fr.actionpopulaire.domain.campaign;

import org.jspecify.annotations.NullMarked;
