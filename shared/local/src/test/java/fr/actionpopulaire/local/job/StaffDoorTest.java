package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.door.StaffIdentity;
import fr.actionpopulaire.local.job.Visitor.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff come through their signed door and no other way (ASVS 8.2, architecture: staff). */
class StaffDoorTest {

  private static final String QUEUE = "/v1/moderation/reports?status=open";

  private final LocalSystem system = RunningSystem.get();
  private final Visitor nobody = Visitor.of(system);
  private final StaffIdentity staff = system.staff().getFirst();

  @Test
  void aSignedCallIsAnswered() {
    assertEquals(200, nobody.signed(staff, "GET", QUEUE, null).status());
  }

  @Test
  void anUnsignedCallIsRefused() {
    assertEquals(403, nobody.get(QUEUE).status());
  }

  @Test
  void aWrongSignatureIsRefused() {
    StaffIdentity thief = new StaffIdentity(staff.name(), staff.accessKeyId(), "0".repeat(40));
    assertEquals(403, nobody.signed(thief, "GET", QUEUE, null).status());
  }

  @Test
  void aForgedActorByPlainInvokeIsRefused() {
    String payload =
        """
        {"version":"2.0","rawPath":"/v1/moderation/reports","rawQueryString":"status=open",
         "headers":{},"isBase64Encoded":false,
         "requestContext":{"domainName":"moderation.lambda-url.eu-west-3.on.aws","requestId":"r",
          "http":{"method":"GET","path":"/v1/moderation/reports","sourceIp":"192.0.2.1"},
          "authorizer":{"iam":{"userArn":"arn:aws:sts::000000000000:assumed-role/Moderator/forged"}}}}
        """;
    Answer answer = nobody.post("/2015-03-31/functions/moderation/invocations", payload);
    assertEquals(403, answer.status(), answer.body());
  }

  @Test
  void curlSigns(@TempDir Path folder) throws Exception {
    String answer =
        run(
            folder,
            List.of(
                "curl",
                "-sS",
                "--aws-sigv4",
                "aws:amz:eu-west-3:lambda",
                "--user",
                staff.accessKeyId() + ":" + staff.secretAccessKey(),
                system.address() + QUEUE));
    assertTrue(answer.contains("\"items\""), answer);
  }

  @Test
  @Tag("thorough")
  void awscliInvokesThePurge(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("summary.json");
    // As a file of bytes, which version 1 and version 2 of the program take alike.
    Files.writeString(folder.resolve("payload.json"), "{\"dryRun\":true}");
    run(
        folder,
        List.of(
            "aws",
            "lambda",
            "invoke",
            "--endpoint-url",
            system.address().toString(),
            "--region",
            "eu-west-3",
            "--function-name",
            "purge",
            "--payload",
            "fileb://payload.json",
            out.toString()));
    assertTrue(Files.readString(out).contains("\"dryRun\":true"), Files.readString(out));
  }

  /** Runs a program as a person would, or skips the test, saying so, where it is not installed. */
  private static String run(Path folder, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().put("AWS_ACCESS_KEY_ID", "test");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      assumeTrue(false, "SKIPPED: " + command.getFirst() + " is not installed here");
      return "";
    }
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertFalse(output.contains("Exception"), output);
    return output;
  }
}
