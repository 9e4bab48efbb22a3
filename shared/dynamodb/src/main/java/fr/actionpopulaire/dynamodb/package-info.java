@NullMarked
package fr.actionpopulaire.dynamodb;

import org.jspecify.annotations.NullMarked;
