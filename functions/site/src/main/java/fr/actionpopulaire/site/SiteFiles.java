package fr.actionpopulaire.site;

import fr.actionpopulaire.web.Assets;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files: the stylesheet, the icon and the picture for shared pages, what robots read, and the
 * contract of the API.
 */
@Controller
@Produces(MediaType.ALL)
@Hidden
final class SiteFiles {

  /** A year: the name changes with the content. */
  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  /** A page of the version before may still ask for its own stylesheet: it is given this one. */
  private static final String FOR_NOW = "public, max-age=300";

  private static final Pattern NAME = Pattern.compile("([a-z]+)\\.[0-9a-f]{12}\\.([a-z]+)");

  private static final Map<String, String> TYPES =
      Map.of(
          "site.css",
          "text/css; charset=utf-8",
          "icon.svg",
          "image/svg+xml",
          "share.png",
          MediaType.IMAGE_PNG);

  private static final Set<String> CURRENT = Set.of(Assets.STYLESHEET, Assets.ICON, Assets.SHARE);

  /** Pages that nobody shall find say so themselves, and a robot must read them to know. */
  private static final String ROBOTS =
      """
      User-agent: *
      Disallow: /v1/
      """;

  private final String openApi = resource("/openapi.json");

  @Get("/assets/{name}")
  MutableHttpResponse<Object> asset(HttpRequest<?> request, String name) {
    Matcher matcher = NAME.matcher(name);
    String file = matcher.matches() ? matcher.group(1) + '.' + matcher.group(2) : "";
    String type = TYPES.get(file);
    if (type == null) {
      return Problem.answer(Call.of(request), ProblemKind.NOT_FOUND, ProblemKind.NOT_FOUND.title());
    }
    String caching = CURRENT.contains(request.getPath()) ? FOR_GOOD : FOR_NOW;
    byte[] content = Assets.read(file);
    return file(type, caching, type.equals(MediaType.IMAGE_PNG) ? content : text(content));
  }

  @Get("/favicon.ico")
  MutableHttpResponse<Object> icon() {
    return file("image/svg+xml", FOR_NOW, text(Assets.read("icon.svg")));
  }

  @Get("/robots.txt")
  MutableHttpResponse<Object> robots() {
    return file("text/plain; charset=utf-8", FOR_NOW, ROBOTS);
  }

  @Get("/v1/openapi.json")
  MutableHttpResponse<Object> openApi() {
    return file("application/json", FOR_NOW, openApi);
  }

  private static MutableHttpResponse<Object> file(String type, String caching, Object content) {
    return HttpResponse.<Object>ok(content)
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header(HttpHeaders.CACHE_CONTROL, caching);
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static String resource(String name) {
    try (InputStream in = SiteFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The package lacks " + name);
      }
      return text(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
