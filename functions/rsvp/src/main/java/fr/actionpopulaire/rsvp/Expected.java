package fr.actionpopulaire.rsvp;

/**
 * A party that is expected at an event, as who organises it sees them.
 *
 * @param seats their own and one for each guest
 * @param present how many of them came; 0 while nobody said so
 * @param ticket leads to where one notes that they came; empty when there is none any more
 */
public record Expected(String firstName, int seats, int present, String ticket) {}
