@NullMarked
package fr.actionpopulaire.domain.event;

import org.jspecify.annotations.NullMarked;
