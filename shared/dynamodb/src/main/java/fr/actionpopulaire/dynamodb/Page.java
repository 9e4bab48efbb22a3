package fr.actionpopulaire.dynamodb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items of one read that have not expired, and where it stopped; a page may hold fewer items than
 * asked for, or none, and still be followed by another.
 *
 * @param next where to go on, or {@code null} at the end
 */
public record Page(List<Row> rows, Query.@Nullable Position next) {}
