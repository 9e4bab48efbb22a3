package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.job.Visitor.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nobody can learn from asking for a code whether an address is known (ASVS 6.3.8). */
class AnswersAlikeTest {

  private final LocalSystem system = RunningSystem.get();
  private final Visitor nobody = Visitor.of(system);

  @Test
  @Tag("F4")
  void everyAddressGetsTheSameAnswerAndMail() {
    RunningSystem.moveClock(nobody, "2026-11-22T10:00:00Z");
    nobody.send(
        "PUT",
        "/_local/imports/alike.csv",
        "email,basis,at,source,noticeVersion\n"
            + "endorser.alike@example.org,endorser,2026-10-01,formulaire,2026-11\n",
        Map.of("content-type", "text/csv"));
    nobody.activate("member.alike@example.org", "Membre", "35238", true);

    List<Answer> answers = new ArrayList<>();
    List<JsonNode> mails = new ArrayList<>();
    for (String who : List.of("stranger", "endorser", "member")) {
      String email = who + ".alike@example.org";
      int before = nobody.mailsTo(email, "Votre code");
      answers.add(nobody.post("/v1/codes", "{\"email\":\"" + email + "\"}"));
      Patience.until(
          "the next code",
          () ->
              nobody.mailsTo(email, "Votre code") > before
                  ? java.util.Optional.of(true)
                  : java.util.Optional.empty());
      mails.add(nobody.mailTo(email, "Votre code"));
    }
    for (int i = 1; i < answers.size(); i++) {
      assertEquals(answers.getFirst().status(), answers.get(i).status());
      assertEquals(fields(answers.getFirst()), fields(answers.get(i)));
      assertEquals(
          answers.getFirst().raw().headers().map().keySet(),
          answers.get(i).raw().headers().map().keySet());
      for (String part : List.of("subject", "text", "html", "from")) {
        assertEquals(
            withoutCode(mails.getFirst().path(part).asText()),
            withoutCode(mails.get(i).path(part).asText()),
            part);
      }
    }
  }

  private static List<String> fields(Answer answer) {
    List<String> fields = new ArrayList<>();
    answer.json().fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  private static String withoutCode(String text) {
    return text.replaceAll("\\d{8}", "········");
  }
}
