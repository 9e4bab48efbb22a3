package fr.actionpopulaire.local.page;

import fr.actionpopulaire.local.door.Reply;
import fr.actionpopulaire.local.door.Request;
import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.trigger.UploadEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Stores an upload in the private bucket and tells the function that waits for it, as S3 would.
 * Unlike S3 it waits for the function and answers what it returned.
 */
public final class Imports {
  /** The folder of the bucket this page puts files into. */
  public static final String FOLDER = "imports/";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.csv");
  private static final long LIMIT = 100L * 1024 * 1024;

  private final S3Client s3;
  private final String bucket;
  private final String function;
  private final Invoker invoker;
  private final Clock clock;

  /**
   * @param function the name of the function uploads go to
   */
  public Imports(S3Client s3, String bucket, String function, Invoker invoker, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.function = function;
    this.invoker = invoker;
    this.clock = clock;
  }

  /** Takes {@code PUT …/{name}.csv}, at most 100 MB, through a file so that memory stays small. */
  Reply put(String name, Request request) throws IOException, InterruptedException {
    if (!NAME.matcher(name).matches()) {
      return Reply.problem(400, "A name of letters, digits, dots, dashes, ending in .csv");
    }
    Path file = Files.createTempFile("import", ".csv");
    try {
      if (!copied(request.body(), file)) {
        return Reply.problem(413, "An import has at most 100 MB");
      }
      String key = FOLDER + name;
      PutObjectResponse stored =
          s3.putObject(
              it -> it.bucket(bucket).key(key).contentType("text/csv"), RequestBody.fromFile(file));
      byte[] event = UploadEvent.of(bucket, key, Files.size(file), stored.eTag(), clock);
      return switch (invoker.invoke(function, event)) {
        case Outcome.Answered answered ->
            Reply.json(200, new String(answered.payload(), StandardCharsets.UTF_8));
        case Outcome.Failed failed ->
            Reply.problem(502, "The import failed: the log of " + function + " says why");
      };
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static boolean copied(InputStream body, Path file) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        total += read;
        if (total > LIMIT) {
          return false;
        }
        out.write(buffer, 0, read);
      }
    }
    return true;
  }
}
