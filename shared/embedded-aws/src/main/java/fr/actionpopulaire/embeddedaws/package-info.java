/**
 * The AWS services the functions call, in one process on this machine, and what tests and the local
 * system need to use them: the process's starter, the template's reader, the tables' maker.
 */
@NullMarked
package fr.actionpopulaire.embeddedaws;

import org.jspecify.annotations.NullMarked;
