@NullMarked
package fr.actionpopulaire.testing;

import org.jspecify.annotations.NullMarked;
