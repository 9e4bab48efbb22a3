package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an app needs to show the form: the consents with their words, the communes. */
@Controller("/v1")
final class ReferenceApi {

  private static final int MOST_COMMUNES = 20;

  /** Neither list holds anything about anybody, so that anyone may keep it. */
  private static final String KEEP = "public, max-age=3600";

  /** The purposes with the words shown today, all of them: there is no next page. */
  @Serdeable
  record ConsentList(String version, List<ConsentText> items, @Nullable String next) {}

  /** One purpose; {@code required} when nothing works without it. */
  @Serdeable
  record ConsentText(String purpose, String text, boolean required) {}

  /** The communes found, all of them: there is no next page. */
  @Serdeable
  record CommuneList(List<CommuneView> items, @Nullable String next) {}

  /** A commune or arrondissement. */
  @Serdeable
  record CommuneView(String code, String name, String department, List<String> postalCodes) {}

  @Get("/consents")
  @Operation(summary = "What one may agree to, with the words and their version")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ConsentList.class)))
  MutableHttpResponse<Object> consents() {
    List<ConsentText> items =
        Arrays.stream(Purpose.values())
            .map(
                purpose ->
                    new ConsentText(
                        purpose.code(),
                        ConsentTexts.current().getOrDefault(purpose, ""),
                        purpose == Purpose.ACCOUNT))
            .toList();
    return HttpResponse.<Object>ok()
        .header("cache-control", KEEP)
        .body(new ConsentList(ConsentTexts.VERSION, items, null));
  }

  @Get("/communes")
  @Operation(summary = "Communes of a postal code, or whose name begins so")
  @Parameter(name = "postalCode", in = ParameterIn.QUERY, description = "Five digits")
  @Parameter(name = "name", in = ParameterIn.QUERY, description = "Beginning of the name")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CommuneList.class)))
  @ApiResponse(responseCode = "422", description = "Neither postal code nor name")
  MutableHttpResponse<Object> communes(HttpRequest<?> request) {
    Call call = Call.of(request);
    Optional<List<Commune>> found =
        call.query("postalCode")
            .map(code -> Communes.embedded().byPostalCode(code.strip()))
            .or(
                () ->
                    call.query("name")
                        .map(name -> Communes.embedded().byName(name, MOST_COMMUNES)));
    if (found.isEmpty()) {
      Findings findings = new Findings();
      findings.add(
          "/postalCode",
          new Words("Indiquez postalCode ou name.", "Give either postalCode or name."));
      return Problem.answer(call, findings);
    }
    return HttpResponse.<Object>ok()
        .header("cache-control", KEEP)
        .body(new CommuneList(found.get().stream().map(ReferenceApi::view).toList(), null));
  }

  private static CommuneView view(Commune commune) {
    return new CommuneView(
        commune.code(), commune.name(), commune.department(), commune.postalCodes());
  }
}
