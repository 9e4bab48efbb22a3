@NullMarked
package fr.actionpopulaire.rekey;

import org.jspecify.annotations.NullMarked;
