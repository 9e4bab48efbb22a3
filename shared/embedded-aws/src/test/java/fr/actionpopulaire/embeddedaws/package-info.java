@NullMarked
package fr.actionpopulaire.embeddedaws;

import org.jspecify.annotations.NullMarked;
