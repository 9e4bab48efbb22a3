/** Events: publish, change, cancel, find, iCalendar; as JSON and as pages. */
@NullMarked
package fr.actionpopulaire.events;

import org.jspecify.annotations.NullMarked;
