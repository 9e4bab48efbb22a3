/** Brings what is stored under an older pepper to the present one. */
@NullMarked
package fr.actionpopulaire.rekey;

import org.jspecify.annotations.NullMarked;
