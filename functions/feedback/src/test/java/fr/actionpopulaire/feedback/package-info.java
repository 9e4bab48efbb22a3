@NullMarked
package fr.actionpopulaire.feedback;

import org.jspecify.annotations.NullMarked;
