@NullMarked
package fr.actionpopulaire.signup;

import org.jspecify.annotations.NullMarked;
