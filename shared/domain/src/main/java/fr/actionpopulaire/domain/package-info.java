@NullMarked
package fr.actionpopulaire.domain;

import org.jspecify.annotations.NullMarked;
