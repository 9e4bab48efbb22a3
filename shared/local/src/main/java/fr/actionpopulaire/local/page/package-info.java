/** What only this machine has, under {@code /_local/}: inbox, clock, imports, staff keys. */
@NullMarked
package fr.actionpopulaire.local.page;

import org.jspecify.annotations.NullMarked;
