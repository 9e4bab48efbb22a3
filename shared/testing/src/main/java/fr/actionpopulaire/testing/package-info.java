/**
 * What every module's tests share: AWS on this machine with the template's tables, events as Lambda
 * sends them, a clock to move, a meter of the requests made.
 */
@NullMarked
package fr.actionpopulaire.testing;

import org.jspecify.annotations.NullMarked;
