@NullMarked
package fr.actionpopulaire.account;

import org.jspecify.annotations.NullMarked;
