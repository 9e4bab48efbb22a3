package fr.actionpopulaire.dynamodb;

import java.util.List;
import java.util.Map;

/**
 * What a first answer writes where the member's own block has room, as {@code AnswerSteps} puts it
 * into one transaction. In the store's package, which alone spells keys.
 */
public final class StoredAnswers {

  private StoredAnswers() {}

  /** The answer's item, then the seat in its block. */
  public static List<Write> of(Event event, String member) {
    SeatPlan plan = SeatPlan.of(event);
    int block = plan.preferred(member);
    Answer answer =
        new Answer(event.id(), member, Answer.Status.CONFIRMED, 0, Map.of(block, 1), null, null);
    return List.of(
        Write.put(answer.item(plan), Condition.absent()), plan.move(block, member, 0, 1));
  }
}
