@NullMarked
package fr.actionpopulaire.scale;

import org.jspecify.annotations.NullMarked;
