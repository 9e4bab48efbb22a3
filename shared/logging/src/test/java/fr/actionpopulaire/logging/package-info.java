@NullMarked
package fr.actionpopulaire.logging;

import org.jspecify.annotations.NullMarked;
