/** The pages as people meet them: in a browser, on a small telephone, with and without scripts. */
@NullMarked
package fr.actionpopulaire.browser;

import org.jspecify.annotations.NullMarked;
