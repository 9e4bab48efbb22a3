/** Photos as people send them, made into photos as we keep them. */
@NullMarked
package fr.actionpopulaire.photos;

import org.jspecify.annotations.NullMarked;
