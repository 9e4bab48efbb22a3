@NullMarked
package fr.actionpopulaire.settings;

import org.jspecify.annotations.NullMarked;
