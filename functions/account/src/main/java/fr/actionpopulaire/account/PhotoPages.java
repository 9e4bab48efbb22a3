package fr.actionpopulaire.account;

import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.bucket.UploadForm;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * One's photo by plain forms; also while suspended. Choosing a format gives a form that sends the
 * file from the browser to the bucket, which leads back here: no script, and nothing of the photo
 * passes through a function (F20).
 */
@Hidden
@Controller("/compte/photo")
@Produces(MediaType.TEXT_HTML)
final class PhotoPages {

  private static final String PATH = "/compte/photo";

  private static final Words NO_FORMAT =
      new Words("Choisissez une photo JPEG ou PNG.", "Choose a JPEG or a PNG photo.");

  private final Doorkeeper doorkeeper;
  private final AskForUpload askForUpload;
  private final Photos photos;
  private final PhotoBucket bucket;
  private final MemberRetention retention;
  private final Pages pages;

  PhotoPages(
      Doorkeeper doorkeeper,
      AskForUpload askForUpload,
      Photos photos,
      PhotoBucket bucket,
      MemberRetention retention,
      Pages pages) {
    this.doorkeeper = doorkeeper;
    this.askForUpload = askForUpload;
    this.photos = photos;
    this.bucket = bucket;
    this.retention = retention;
    this.pages = pages;
  }

  /**
   * The present photo. Whoever comes back from the bucket is told that the photo takes a moment.
   */
  @Get
  MutableHttpResponse<Object> photo(HttpRequest<?> request) {
    Call call = Call.of(request);
    boolean sent = call.query("envoi").isPresent();
    return admitted(call, account -> photo(HttpStatus.OK, account, sent, ""));
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> change(HttpRequest<?> request) {
    Call call = Call.of(request);
    String wish = call.form().getOrDefault("souhait", "");
    return admitted(
        call,
        account ->
            wish.equals("supprimer")
                ? removed(account)
                : PhotoFormat.of(wish)
                    .map(format -> form(call, account, format))
                    .orElseGet(() -> refused(HttpStatus.UNPROCESSABLE_ENTITY, account, NO_FORMAT)));
  }

  private MutableHttpResponse<Object> removed(Account account) {
    photos.remove(account);
    return Pages.seeOther(PATH);
  }

  private MutableHttpResponse<Object> form(Call call, Account account, PhotoFormat format) {
    return switch (askForUpload.ask(account.id(), format)) {
      case AskForUpload.Result.Granted(String upload, _) -> {
        URI back = URI.create(call.origin() + PATH + "?envoi=1");
        UploadForm form = bucket.uploadForm(upload, format, back);
        yield pages.answer(
            HttpStatus.OK,
            page(
                "photo-upload.jte",
                "Envoyer une photo",
                Map.of(
                    "form",
                    form,
                    "contentType",
                    format.contentType(),
                    "minutes",
                    PhotoBucket.UPLOAD_WITHIN.toMinutes())),
            form.action());
      }
      case AskForUpload.Result.TooMany(Duration retryAfter) ->
          refused(HttpStatus.TOO_MANY_REQUESTS, account, PhotoApi.TOO_MANY)
              .header("retry-after", Long.toString(retryAfter.toSeconds()));
      case AskForUpload.Result.Over _ -> refused(HttpStatus.CONFLICT, account, PhotoApi.OVER);
      case AskForUpload.Result.Gone _ -> Pages.seeOther("/connexion");
    };
  }

  private MutableHttpResponse<Object> refused(HttpStatus status, Account account, Words why) {
    return photo(status, account, false, why.fr());
  }

  private MutableHttpResponse<Object> photo(
      HttpStatus status, Account account, boolean sent, String error) {
    return pages.answer(
        status,
        page(
            "photo.jte",
            error.isEmpty() ? "Ma photo" : "À corriger : ma photo",
            Map.of(
                "shown",
                retention.photo(account) != null,
                "kept",
                photos.areKept(),
                "sent",
                sent,
                "error",
                error)));
  }

  private MutableHttpResponse<Object> admitted(
      Call call, Function<Account, MutableHttpResponse<Object>> then) {
    return switch (doorkeeper.holder(call)) {
      case Holder.SignedIn(Account account, _) -> then.apply(account);
      case Holder.Verified _ -> Pages.seeOther("/inscription");
      case Holder.Nobody _ -> Pages.seeOther("/connexion");
    };
  }

  private static Pages.Page page(String template, String title, Map<String, Object> model) {
    return new Pages.Page("account", template, title, Pages.Visibility.PRIVATE, model);
  }
}
