package fr.actionpopulaire.dynamodb;

import org.jspecify.annotations.Nullable;

/**
 * How many come.
 *
 * @param confirmed people with a seat, guests included
 * @param seatsLeft free seats; {@code null} when the event has no capacity
 */
public record Tally(int confirmed, @Nullable Integer seatsLeft) {}
