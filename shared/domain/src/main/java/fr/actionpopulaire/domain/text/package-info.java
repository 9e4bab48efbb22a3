@NullMarked
package fr.actionpopulaire.domain.text;

import org.jspecify.annotations.NullMarked;
