/** Codes by e-mail, activation, sessions. */
@NullMarked
package fr.actionpopulaire.signup;

import org.jspecify.annotations.NullMarked;
