/** What runs functions without anybody calling them: the outbox stream, schedules, uploads. */
@NullMarked
package fr.actionpopulaire.local.trigger;

import org.jspecify.annotations.NullMarked;
