@NullMarked
package fr.actionpopulaire.domain.staff;

import org.jspecify.annotations.NullMarked;
