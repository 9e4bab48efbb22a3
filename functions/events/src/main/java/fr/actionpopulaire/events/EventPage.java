package fr.actionpopulaire.events;

import fr.actionpopulaire.web.Preview;
import org.jspecify.annotations.Nullable;

/**
 * What the page of an event says, in French; texts that are not known or not shown are empty.
 *
 * @param description HTML that is safe to stand there as it is
 * @param addressHidden whether the exact address is for those the organiser accepts
 * @param addressShown whether this visitor is shown it though it is hidden
 * @param skills what would help, in French
 * @param reason why it was cancelled or hidden
 * @param over whether it has ended
 * @param open whether it is published and not over
 * @param closed whether it takes no answers though it is open
 * @param signedIn whether the visitor is a member
 * @param own whether the visitor organises it
 * @param answer the visitor's answer: {@code confirmed}, {@code waitlisted} or empty
 * @param error what is wrong with the cancellation form
 * @param preview what everybody may be told of it elsewhere; {@code null} when it is hidden
 */
public record EventPage(
    String id,
    String title,
    String kind,
    String description,
    String when,
    String commune,
    String place,
    String onlineUrl,
    boolean addressHidden,
    boolean addressShown,
    String accessibility,
    String skills,
    String organiser,
    String reason,
    boolean hidden,
    boolean cancelled,
    boolean over,
    boolean open,
    boolean closed,
    String seats,
    boolean signedIn,
    boolean own,
    String answer,
    int guests,
    String error,
    @Nullable Preview preview) {}
