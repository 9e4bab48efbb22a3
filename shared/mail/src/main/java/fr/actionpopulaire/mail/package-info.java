@NullMarked
package fr.actionpopulaire.mail;

import org.jspecify.annotations.NullMarked;
