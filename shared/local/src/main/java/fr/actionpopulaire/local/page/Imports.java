package fr.actionpopulaire.local.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.local.door.Reply;
import fr.actionpopulaire.local.door.Request;
import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.lambda.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Stores an upload in the private bucket and tells the function that waits for it, as S3 would.
 * Unlike S3 it waits for the function and answers what it returned.
 */
public final class Imports {
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
      String key = "imports/" + name;
      PutObjectResponse stored =
          s3.putObject(
              it -> it.bucket(bucket).key(key).contentType("text/csv"), RequestBody.fromFile(file));
      byte[] event =
          event(key, Files.size(file), stored.eTag()).toString().getBytes(StandardCharsets.UTF_8);
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

  private ObjectNode event(String key, long size, String eTag) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode entry =
        event
            .putArray("Records")
            .addObject()
            .put("eventVersion", "2.1")
            .put("eventSource", "aws:s3")
            .put("awsRegion", Workspace.REGION)
            .put("eventTime", clock.instant().toString())
            .put("eventName", "ObjectCreated:Put");
    entry.putObject("userIdentity").put("principalId", "AWS:LOCALIMPORTER");
    entry.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    entry.putObject("responseElements").put("x-amz-request-id", "LOCAL");
    ObjectNode s3Part =
        entry.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", "local");
    s3Part
        .putObject("bucket")
        .put("name", bucket)
        .put("arn", "arn:aws:s3:::" + bucket)
        .putObject("ownerIdentity")
        .put("principalId", "LOCAL");
    s3Part
        .putObject("object")
        .put("key", key)
        .put("size", size)
        .put("eTag", eTag.replace("\"", ""))
        .put("sequencer", Long.toHexString(clock.millis()).toUpperCase(Locale.ROOT));
    return event;
  }
}
