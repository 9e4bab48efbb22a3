@NullMarked
package fr.actionpopulaire.rsvp;

import org.jspecify.annotations.NullMarked;
