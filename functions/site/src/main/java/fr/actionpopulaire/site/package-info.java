/** Home, legal pages, problem pages, assets, the OpenAPI document, and everything unmatched. */
@NullMarked
package fr.actionpopulaire.site;

import org.jspecify.annotations.NullMarked;
