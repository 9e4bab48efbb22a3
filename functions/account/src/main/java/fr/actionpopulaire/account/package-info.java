/**
 * What members may see, change and end of their own account, and leaving mailings with one click.
 */
@NullMarked
package fr.actionpopulaire.account;

import org.jspecify.annotations.NullMarked;
