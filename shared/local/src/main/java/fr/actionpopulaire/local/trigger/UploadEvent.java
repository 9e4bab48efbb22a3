package fr.actionpopulaire.local.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.local.lambda.Workspace;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.Locale;

/** What S3 tells a function about an object that was created. */
public final class UploadEvent {
  private UploadEvent() {}

  /** The event as JSON; the key is encoded as S3 encodes it. */
  public static byte[] of(String bucket, String key, long size, String eTag, Clock clock) {
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
    entry.putObject("userIdentity").put("principalId", "AWS:LOCAL");
    entry.putObject("requestParameters").put("sourceIPAddress", "127.0.0.1");
    entry.putObject("responseElements").put("x-amz-request-id", "LOCAL");
    ObjectNode s3 =
        entry.putObject("s3").put("s3SchemaVersion", "1.0").put("configurationId", "local");
    s3.putObject("bucket")
        .put("name", bucket)
        .put("arn", "arn:aws:s3:::" + bucket)
        .putObject("ownerIdentity")
        .put("principalId", "LOCAL");
    s3.putObject("object")
        .put("key", URLEncoder.encode(key, UTF_8).replace("%2F", "/"))
        .put("size", size)
        .put("eTag", eTag.replace("\"", ""))
        .put("sequencer", Long.toHexString(clock.millis()).toUpperCase(Locale.ROOT));
    return event.toString().getBytes(UTF_8);
  }
}
