/** What reading an event costs without a framework. */
@NullMarked
package fr.actionpopulaire.floor;

import org.jspecify.annotations.NullMarked;
