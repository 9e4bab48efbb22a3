package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of an event, as those who ran it tell. Numbers that nobody counted are {@code null}.
 *
 * @param came people who were there
 * @param newPeople of them, those who came for the first time
 * @param leaflets handed out
 * @param doors knocked at
 * @param posters put up
 * @param notes in their words; {@code null} without any, and once the organiser's key is gone
 */
public record Debrief(
    int came,
    @Nullable Integer newPeople,
    @Nullable Integer leaflets,
    @Nullable Integer doors,
    @Nullable Integer posters,
    @Nullable String notes,
    Instant writtenAt) {}
