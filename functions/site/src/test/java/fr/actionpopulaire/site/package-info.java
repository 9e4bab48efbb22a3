@NullMarked
package fr.actionpopulaire.site;

import org.jspecify.annotations.NullMarked;
