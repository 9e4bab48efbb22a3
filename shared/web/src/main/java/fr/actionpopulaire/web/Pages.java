package fr.actionpopulaire.web;

import fr.actionpopulaire.domain.campaign.Campaign;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Server-rendered French pages: each function's own templates, compiled with it, inside the one
 * layout. They work without JavaScript.
 */
@Singleton
public final class Pages {

  private static final String LAYOUT = "fr.actionpopulaire.web.pages";

  private final Campaign campaign;
  private final TemplateEngine layout = engine(LAYOUT);
  private final java.util.concurrent.ConcurrentHashMap<String, TemplateEngine> engines =
      new java.util.concurrent.ConcurrentHashMap<>();

  Pages(Campaign campaign) {
    this.campaign = campaign;
  }

  /**
   * What a page is.
   *
   * @param function whose template it is: the folder's name
   * @param template file name under {@code src/main/jte}
   * @param title what the browser's tab says, without the network's name
   * @param visibility whether search engines may keep it
   * @param preview what they and those who share its address are told of it; nothing of a private
   *     page
   */
  public record Page(
      String function,
      String template,
      String title,
      Visibility visibility,
      Map<String, Object> model,
      @Nullable Preview preview) {

    /** A page nothing more is told of. */
    public Page(
        String function,
        String template,
        String title,
        Visibility visibility,
        Map<String, Object> model) {
      this(function, template, title, visibility, model, null);
    }

    /** The same, told of so. */
    public Page toldAs(@Nullable Preview told) {
      return new Page(function, template, title, visibility, model, told);
    }
  }

  /** Whether a page may be found by search engines; where members appear it may not (CNIL A9). */
  public enum Visibility {
    PUBLIC,
    PRIVATE
  }

  /** Answers a page. */
  public MutableHttpResponse<Object> answer(HttpStatus status, Page page) {
    MutableHttpResponse<Object> answer =
        HttpResponse.<Object>status(status)
            .header("content-type", "text/html; charset=utf-8")
            .header("content-language", "fr")
            .body(html(page));
    return switch (page.visibility()) {
      case PUBLIC -> answer;
      case PRIVATE -> answer.header("x-robots-tag", "noindex");
    };
  }

  /**
   * Answers a page with a form that goes to one place besides this site, which no other page may
   * send anything to.
   */
  public MutableHttpResponse<Object> answer(HttpStatus status, Page page, URI formGoesTo) {
    return answer(status, page)
        .header("content-security-policy", Answer.pagePolicySendingTo(formGoesTo));
  }

  /** Answers a refusal as a page, for people whose browser asked. */
  public MutableHttpResponse<Object> problem(ProblemKind kind, Words detail) {
    return answer(
        HttpStatus.valueOf(kind.status()),
        new Page(
            "web",
            "problem.jte",
            kind.title().fr(),
            Visibility.PRIVATE,
            Map.of("title", kind.title().fr(), "detail", detail.fr())));
  }

  /** Whether a call comes from a browser that shows pages, not from a client of the API. */
  public static boolean areWanted(Call call) {
    return !call.request().getPath().startsWith("/v1/")
        && call.header("accept").filter(accept -> accept.contains("text/html")).isPresent();
  }

  /** Sends the browser on to a page of ours after a form (303). */
  public static MutableHttpResponse<Object> seeOther(String path) {
    return HttpResponse.<Object>status(HttpStatus.SEE_OTHER).header("location", path);
  }

  /** A piece of a page as HTML, from a template of this module; escaped, to be put in as it is. */
  public String fragment(String template, Map<String, Object> model) {
    return render("web", template, model);
  }

  private String render(String function, String template, Map<String, Object> model) {
    TemplateEngine engine =
        engines.computeIfAbsent(
            function, folder -> engine("fr.actionpopulaire." + folder + ".pages"));
    StringOutput content = new StringOutput(4096);
    engine.render(template, model, content);
    return content.toString();
  }

  /** The page as HTML. */
  public String html(Page page) {
    String content = render(page.function(), page.template(), page.model());
    boolean hidden = page.visibility() == Visibility.PRIVATE;
    Map<String, Object> model = new HashMap<>();
    model.put("title", page.title());
    model.put("campaign", campaign);
    model.put("stylesheet", Assets.STYLESHEET);
    model.put("icon", Assets.ICON);
    model.put("hidden", hidden);
    model.put("preview", hidden ? null : page.preview());
    model.put("content", content);
    StringOutput whole = new StringOutput(8192);
    layout.render("layout.jte", model, whole);
    return whole.toString();
  }

  private static TemplateEngine engine(String packageName) {
    return TemplateEngine.createPrecompiled(
        null, ContentType.Html, Pages.class.getClassLoader(), packageName);
  }
}
