package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Redress.Party;
import java.time.Instant;

/** One party's appeal against a decision. */
public record Appeal(
    String id, Decision decision, Party party, String explanation, Instant receivedAt) {}
