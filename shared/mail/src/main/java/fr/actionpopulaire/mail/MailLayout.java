package fr.actionpopulaire.mail;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one layout of every mail. It adds what each must carry: who writes, for which candidacy and
 * election, where the data comes from, where rights are exercised and, in campaign mail, how to
 * leave it (CNIL A13, RFC 8058, RFC 3834). It holds no picture and nothing of another host, and
 * asks SES to leave its links as they are (CNIL A28).
 */
@Singleton
public final class MailLayout {

  private final Imprint imprint;
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          MailLayout.class.getClassLoader(),
          "fr.actionpopulaire.mail.pages");

  @Inject
  MailLayout(Campaign campaign, @Value("${sender}") String sender) {
    this(Imprint.of(campaign, sender));
  }

  MailLayout(Imprint imprint) {
    this.imprint = imprint;
  }

  /**
   * A mail ready to be sent.
   *
   * @param headers besides From, To and Subject; no name or value of them can hold a line break
   */
  public record Rendered(
      String subject, String text, String html, Map<String, String> headers, Mail.Nature nature) {
    public Rendered {
      headers = Map.copyOf(headers);
    }
  }

  /** Lays a mail out. */
  public Rendered render(Mail mail) {
    List<Mail.Block> imprintBlocks = imprintOf(mail.nature());
    StringOutput html = new StringOutput(4096);
    templates.render(
        "mail.jte",
        Map.of("subject", mail.subject(), "blocks", mail.blocks(), "imprint", imprintBlocks),
        html);
    return new Rendered(
        mail.subject(),
        text(mail.blocks(), imprintBlocks),
        html.toString(),
        headers(mail.nature()),
        mail.nature());
  }

  private List<Mail.Block> imprintOf(Mail.Nature nature) {
    List<Mail.Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "%s (%s) – réseau d’action pour la candidature de %s (%s), %s."
                .formatted(
                    imprint.name(),
                    imprint.sender(),
                    imprint.candidate(),
                    imprint.party(),
                    imprint.election())));
    blocks.add(new Paragraph("Responsable du traitement : " + imprint.controller() + "."));
    blocks.add(new Paragraph(source(nature)));
    blocks.add(
        new Paragraph(
            "Vos droits (accès, rectification, effacement, opposition) : "
                + imprint.rightsContact()
                + ". Vous pouvez aussi saisir la CNIL."));
    if (nature instanceof Mail.Nature.Campaign(Mail.Unsubscribe unsubscribe)) {
      blocks.add(new Link("Ne plus recevoir ces messages", unsubscribe.url()));
    }
    return blocks;
  }

  private String source(Mail.Nature nature) {
    return switch (nature) {
      case Mail.Nature.Neutral _ ->
          "Source de votre adresse : ce message répond à une demande de code faite avec elle ; si ce"
              + " n’était pas vous, ignorez-le, rien ne se passera.";
      case Mail.Nature.Owed(Mail.Source source) ->
          switch (source) {
            case NOTICE ->
                "Source de votre adresse : vous l’avez donnée en envoyant un signalement.";
            case ACCOUNT -> account();
          };
      case Mail.Nature.Campaign _ -> account();
    };
  }

  private String account() {
    return "Source de vos données : vous les avez données en activant votre compte. Si vous avez"
        + " auparavant apporté votre soutien : "
        + imprint.endorsementSource()
        + ".";
  }

  private static Map<String, String> headers(Mail.Nature nature) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Auto-Submitted", "auto-generated");
    if (nature instanceof Mail.Nature.Campaign(Mail.Unsubscribe unsubscribe)) {
      headers.put("List-Unsubscribe", "<" + unsubscribe.url() + ">");
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    return headers;
  }

  private static String text(List<Mail.Block> blocks, List<Mail.Block> imprintBlocks) {
    StringBuilder text = new StringBuilder();
    blocks.forEach(block -> text.append(text(block)).append("\n\n"));
    text.append("-- \n");
    imprintBlocks.forEach(block -> text.append(text(block)).append('\n'));
    return text.toString();
  }

  private static String text(Mail.Block block) {
    return switch (block) {
      case Paragraph(String words) -> words;
      case Mail.Block.Quote(String words) -> words.indent(4).stripTrailing();
      case Mail.Block.Code(String digits) -> digits;
      case Link(String label, String url) -> label + " : " + url;
      case Mail.Block.Facts(List<Mail.Block.Fact> facts) -> {
        StringBuilder lines = new StringBuilder();
        facts.forEach(
            fact -> lines.append(fact.name()).append(" : ").append(fact.value()).append('\n'));
        yield lines.toString();
      }
    };
  }
}
