package fr.actionpopulaire.dynamodb;

import java.time.Instant;

/**
 * A member who runs an event together with its organiser.
 *
 * @param slot 1 to {@link CoOrganisers#MOST}; whoever has the lowest takes over when the organiser
 *     leaves the network
 * @param member member id; never shown
 */
public record CoOrganiser(int slot, String member, Instant joinedAt) {}
