/**
 * The doors on the one port: front door, function URLs, signed staff door; HTTP to payload 2.0 and
 * back.
 */
@NullMarked
package fr.actionpopulaire.local.door;

import org.jspecify.annotations.NullMarked;
