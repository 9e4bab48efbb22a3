@NullMarked
package fr.actionpopulaire.events;

import org.jspecify.annotations.NullMarked;
