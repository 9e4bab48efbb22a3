package fr.actionpopulaire.events;

/**
 * An event that looks for what a member offers, as the page lists it.
 *
 * @param skills what of it they offer, in French
 */
public record MatchCard(String id, String title, String when, String where, String skills) {}
