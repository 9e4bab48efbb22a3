package fr.actionpopulaire.account;

import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One's own photo. It is sent to the bucket, not here; it is read here, from our own origin, so
 * that no page names another one and no address of a photo works for anybody else.
 */
@Controller("/v1/me/photo")
final class PhotoApi {

  static final Words TOO_MANY =
      new Words(
          "Vous avez envoyé beaucoup de photos ; réessayez plus tard.",
          "You have sent many photos; try again later.");

  static final Words OVER =
      new Words(
          "La campagne est terminée : nous ne gardons plus de photo.",
          "The campaign is over: we keep no photos any more.");

  private final Doorkeeper doorkeeper;
  private final AskForUpload askForUpload;
  private final Photos photos;
  private final MemberRetention retention;
  private final PhotoBucket bucket;

  PhotoApi(
      Doorkeeper doorkeeper,
      AskForUpload askForUpload,
      Photos photos,
      MemberRetention retention,
      PhotoBucket bucket) {
    this.doorkeeper = doorkeeper;
    this.askForUpload = askForUpload;
    this.photos = photos;
    this.retention = retention;
    this.bucket = bucket;
  }

  /**
   * The file about to be sent.
   *
   * @param contentType {@code image/jpeg} or {@code image/png}
   * @param size its exact length in bytes, at most {@value PhotoLimits#MOST_BYTES}
   */
  @Serdeable
  record PhotoWish(@Nullable String contentType, @Nullable Integer size) {}

  /** What to do next. */
  @Serdeable
  record PhotoUpload(UploadTarget upload) {}

  /**
   * The one request that sends the file; its body is the file and nothing else. S3 refuses another
   * type or length. The photo shows once it was looked at and made again, usually within seconds.
   *
   * @param headers to be sent exactly so, besides the length that every client sends by itself
   * @param expiresAt the address takes nothing from then on
   */
  @Serdeable
  record UploadTarget(String method, URI url, Map<String, String> headers, Instant expiresAt) {}

  @Get
  @Produces(MediaType.ALL)
  @Operation(summary = "Your photo, at most 512 pixels along a side")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  @ApiResponse(responseCode = "404", description = "You have none")
  MutableHttpResponse<Object> read(HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberEvenSuspended(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, _) ->
          Optional.ofNullable(retention.photo(account))
              .flatMap(bucket::read)
              .map(jpeg -> HttpResponse.<Object>ok(jpeg).contentType(MediaType.IMAGE_JPEG_TYPE))
              .orElseGet(
                  () ->
                      Problem.answer(
                          call,
                          ProblemKind.NOT_FOUND,
                          new Words("Vous n’avez pas de photo.", "You have no photo.")));
    };
  }

  @Put
  @Operation(summary = "Ask where to send a photo: one file of exactly this type and size")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = PhotoUpload.class)))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  @ApiResponse(responseCode = "409", description = "The campaign is over")
  @ApiResponse(responseCode = "422", description = "Not a type or size we take")
  @ApiResponse(responseCode = "429", description = "Asked for too often this hour")
  MutableHttpResponse<Object> ask(HttpRequest<?> request, @Body PhotoWish body) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberEvenSuspended(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, _) -> ask(call, account.id(), body);
    };
  }

  private MutableHttpResponse<Object> ask(Call call, String member, PhotoWish body) {
    Findings findings = new Findings();
    PhotoFormat format =
        findings.require(
            "/contentType",
            body.contentType(),
            PhotoFormat::of,
            PhotoFormat.JPEG,
            new Words("image/jpeg ou image/png.", "image/jpeg or image/png."));
    int size =
        findings.require(
            "/size",
            body.size(),
            bytes -> Optional.of(bytes).filter(PhotoApi::isTaken),
            0,
            new Words(
                "La taille du fichier en octets, 10 Mio au plus.",
                "The file’s length in bytes, 10 MiB at most."));
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    return switch (askForUpload.ask(member, format)) {
      case AskForUpload.Result.Granted(String upload, Instant until) ->
          HttpResponse.<Object>ok(
              new PhotoUpload(
                  new UploadTarget(
                      "PUT",
                      bucket.uploadAddress(upload, format, size),
                      Map.of("content-type", format.contentType()),
                      until)));
      case AskForUpload.Result.TooMany(Duration retryAfter) ->
          Problem.answer(call, ProblemKind.TOO_MANY_REQUESTS, TOO_MANY)
              .header("retry-after", Long.toString(retryAfter.toSeconds()));
      case AskForUpload.Result.Over _ -> Problem.answer(call, ProblemKind.CONFLICT, OVER);
      case AskForUpload.Result.Gone _ ->
          Problem.answer(
              call,
              ProblemKind.UNAUTHENTICATED,
              new Words("Ce compte n’existe plus.", "This account no longer exists."));
    };
  }

  private static boolean isTaken(int bytes) {
    return bytes > 0 && bytes <= PhotoLimits.MOST_BYTES;
  }

  @Delete
  @Operation(summary = "Delete your photo, and whatever you were sending")
  @ApiResponse(responseCode = "204", description = "There is none any more")
  @ApiResponse(responseCode = "401", description = "Not signed in")
  MutableHttpResponse<Object> remove(HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberEvenSuspended(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, _) -> {
        photos.remove(account);
        yield HttpResponse.<Object>noContent();
      }
    };
  }
}
