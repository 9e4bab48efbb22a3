package fr.actionpopulaire.purge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * What the audit saw.
 *
 * @param complete whether it saw everything before time ran out
 * @param looked how many items it looked at
 * @param leftovers how many should have been gone, or have no deadline at all
 * @param byKind leftovers by table and family of keys, as {@code people-M}; nobody is named
 */
@Serdeable
@JsonInclude // what is empty too
public record LeftoverSummary(
    boolean complete, long looked, long leftovers, Map<String, Long> byKind) {}
