/** What must hold for the house as a whole, looked at once everything is built. */
@NullMarked
package fr.actionpopulaire.local.house;

import org.jspecify.annotations.NullMarked;
