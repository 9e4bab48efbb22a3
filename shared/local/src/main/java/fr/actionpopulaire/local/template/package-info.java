/** What template.yaml declares, as the local system needs it. */
@NullMarked
package fr.actionpopulaire.local.template;

import org.jspecify.annotations.NullMarked;
