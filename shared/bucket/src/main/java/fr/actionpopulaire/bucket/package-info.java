/** The private bucket, for the functions that may touch it. */
@NullMarked
package fr.actionpopulaire.bucket;

import org.jspecify.annotations.NullMarked;
