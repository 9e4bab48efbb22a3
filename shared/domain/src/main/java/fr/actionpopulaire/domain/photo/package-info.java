@NullMarked
package fr.actionpopulaire.domain.photo;

import org.jspecify.annotations.NullMarked;
