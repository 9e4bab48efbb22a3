/** How a function's package is laid out; used by the build, part of no package. */
@NullMarked
package fr.actionpopulaire.packaging;

import org.jspecify.annotations.NullMarked;
