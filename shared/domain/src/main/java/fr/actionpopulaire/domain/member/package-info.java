@NullMarked
package fr.actionpopulaire.domain.member;

import org.jspecify.annotations.NullMarked;
