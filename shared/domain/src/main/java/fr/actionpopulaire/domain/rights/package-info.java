@NullMarked
package fr.actionpopulaire.domain.rights;

import org.jspecify.annotations.NullMarked;
