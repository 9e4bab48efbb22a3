@NullMarked
package fr.actionpopulaire.purge;

import org.jspecify.annotations.NullMarked;
