package fr.actionpopulaire.mail;

import fr.actionpopulaire.domain.campaign.Campaign;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one layout of every mail. It adds what each must carry: who writes, for which candidacy and
 * election, where the data comes from, where rights are exercised and, to members, how to
 * unsubscribe (CNIL A13, RFC 8058, RFC 3834). The campaign's facts cannot be blank, so neither can
 * these lines.
 */
@Singleton
public final class MailLayout {

  private final Campaign campaign;
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          MailLayout.class.getClassLoader(),
          "fr.actionpopulaire.mail.pages");

  MailLayout(Campaign campaign) {
    this.campaign = campaign;
  }

  /**
   * A mail ready to be sent.
   *
   * @param headers besides From, To and Subject
   */
  public record Rendered(String subject, String text, String html, Map<String, String> headers) {
    public Rendered {
      headers = Map.copyOf(headers);
    }
  }

  /** Lays a mail out. */
  public Rendered render(Mail mail) {
    List<String> lines = lines(mail.nature());
    StringOutput html = new StringOutput(4096);
    templates.render(
        "mail.jte",
        Map.of("subject", mail.subject(), "blocks", mail.blocks(), "lines", lines),
        html);
    return new Rendered(mail.subject(), text(mail, lines), html.toString(), headers(mail.nature()));
  }

  private List<String> lines(Mail.Nature nature) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s – réseau d’action pour la candidature de %s (%s), %s."
            .formatted(
                campaign.name(), campaign.candidate(), campaign.party(), campaign.election()));
    lines.add("Responsable du traitement : " + campaign.controller() + ".");
    lines.add(source(nature));
    lines.add(
        "Vos droits (accès, rectification, effacement, opposition) : "
            + campaign.rightsContact()
            + ". Vous pouvez aussi saisir la CNIL.");
    if (nature instanceof Mail.Nature.ToMember(String unsubscribe)) {
      lines.add("Ne plus recevoir ces messages : " + unsubscribe);
    }
    return lines;
  }

  private String source(Mail.Nature nature) {
    return switch (nature) {
      case Mail.Nature.Neutral _ ->
          "Ce message répond à une demande de code faite avec cette adresse ; si ce n’était pas vous,"
              + " ignorez-le, rien ne se passera.";
      case Mail.Nature.Reply _ ->
          "Source de votre adresse : vous l’avez donnée en envoyant un signalement.";
      case Mail.Nature.ToMember _ ->
          "Source de vos données : vous les avez données en activant votre compte. Si vous avez"
              + " auparavant apporté votre soutien : "
              + campaign.endorsementSource()
              + ".";
    };
  }

  private static Map<String, String> headers(Mail.Nature nature) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Auto-Submitted", "auto-generated");
    if (nature instanceof Mail.Nature.ToMember(String unsubscribe)) {
      headers.put("List-Unsubscribe", "<" + unsubscribe + ">");
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    return headers;
  }

  private static String text(Mail mail, List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (Mail.Block block : mail.blocks()) {
      switch (block) {
        case Mail.Block.Paragraph(String words) -> text.append(words);
        case Mail.Block.Code(String digits) -> text.append(digits);
        case Mail.Block.Link(String label, String url) ->
            text.append(label).append(" : ").append(url);
        case Mail.Block.Facts(List<Mail.Block.Fact> facts) ->
            facts.forEach(
                fact -> text.append(fact.name()).append(" : ").append(fact.value()).append('\n'));
      }
      text.append("\n\n");
    }
    text.append("-- \n");
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
