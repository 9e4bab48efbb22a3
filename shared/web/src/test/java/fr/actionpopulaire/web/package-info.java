@NullMarked
package fr.actionpopulaire.web;

import org.jspecify.annotations.NullMarked;
