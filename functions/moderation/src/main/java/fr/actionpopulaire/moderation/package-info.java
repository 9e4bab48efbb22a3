/** What staff do about reports: the queue, decisions with their reasons, and the trail of both. */
@NullMarked
package fr.actionpopulaire.moderation;

import org.jspecify.annotations.NullMarked;
