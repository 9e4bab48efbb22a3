/**
 * Where things happen: communes, their points and postal codes, departments and their time zones.
 *
 * <p>The tables are embedded in the module, so that a lookup costs no request. How they are made,
 * and from what, is told in {@code src/geography/README.md}.
 */
@NullMarked
package fr.actionpopulaire.domain.territory;

import org.jspecify.annotations.NullMarked;
