@NullMarked
package fr.actionpopulaire.domain.retention;

import org.jspecify.annotations.NullMarked;
