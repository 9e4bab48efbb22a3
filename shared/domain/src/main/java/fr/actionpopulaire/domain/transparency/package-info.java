/** What is published of moderation every half-year, and how nobody can be made out behind it. */
@NullMarked
package fr.actionpopulaire.domain.transparency;

import org.jspecify.annotations.NullMarked;
