package fr.actionpopulaire.embeddedaws;

import com.sun.net.httpserver.HttpExchange;
import fr.actionpopulaire.embeddedaws.LocalHttp.Refused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Create, put and get of Secrets Manager. Unlike AWS, a secret nobody created is made of {@value
 * #LENGTH} random characters on its first read. With a file the secrets outlive the process. The
 * two newest values of a secret are kept, as AWSCURRENT and AWSPREVIOUS.
 */
final class SecretsStandIn {

  private static final int LENGTH = 64;
  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private record Version(String id, String value) {}

  private final Optional<Path> file;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, List<Version>> secrets = new LinkedHashMap<>();

  SecretsStandIn(Optional<Path> file) throws IOException {
    this.file = file;
    if (file.isPresent() && Files.exists(file.get())) {
      Json.read(Files.readAllBytes(file.get()))
          .asObject()
          .forEach((name, versions) -> secrets.put(name, versionsOf(versions)));
    }
  }

  URI start(int port) throws IOException {
    return LocalHttp.start(port, this::answer);
  }

  private synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
    JsonNode request = Json.read(body);
    String operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    Map<String, Object> answer =
        switch (operation) {
          case "secretsmanager.GetSecretValue" -> get(request);
          case "secretsmanager.PutSecretValue" -> put(name(request, "SecretId"), request);
          case "secretsmanager.CreateSecret" -> {
            String name = name(request, "Name");
            if (secrets.containsKey(name)) {
              throw new Refused(400, "ResourceExistsException", "The secret already exists.");
            }
            yield put(name, request);
          }
          default ->
              throw new Refused(400, "InvalidRequestException", "the stand-in has no " + operation);
        };
    LocalHttp.json(exchange, 200, answer);
  }

  private Map<String, Object> get(JsonNode request) throws IOException {
    String name = name(request, "SecretId");
    String stage = stage(Json.text(request, "VersionStage"));
    String versionId = Json.text(request, "VersionId");
    if (!secrets.containsKey(name) && versionId == null && stage.equals("AWSCURRENT")) {
      add(name, randomText());
    }
    List<Version> versions = secrets.getOrDefault(name, List.of());
    int place = stage.equals("AWSCURRENT") ? 0 : 1;
    Version found =
        versionId == null
            ? (versions.size() > place ? versions.get(place) : null)
            : versions.stream().filter(v -> v.id().equals(versionId)).findFirst().orElse(null);
    if (found == null) {
      throw new Refused(
          400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    Map<String, Object> answer = described(name, found);
    answer.put("SecretString", found.value());
    answer.put(
        "VersionStages", List.of(versions.indexOf(found) == 0 ? "AWSCURRENT" : "AWSPREVIOUS"));
    return answer;
  }

  private Map<String, Object> put(String name, JsonNode request) throws IOException {
    String value = Json.text(request, "SecretString");
    if (value == null) {
      throw new Refused(400, "InvalidParameterException", "SecretString is required.");
    }
    return described(name, add(name, value));
  }

  private Version add(String name, String value) throws IOException {
    Version version = new Version(UUID.randomUUID().toString(), value);
    List<Version> versions = new ArrayList<>(secrets.getOrDefault(name, List.of()));
    versions.addFirst(version);
    secrets.put(name, List.copyOf(versions.subList(0, Math.min(2, versions.size()))));
    save();
    return version;
  }

  /** Replaces the file in one step: a crash leaves the old one. */
  private void save() throws IOException {
    if (file.isEmpty()) {
      return;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    secrets.forEach(
        (name, versions) ->
            all.put(
                name,
                versions.stream().map(v -> Map.of("id", v.id(), "value", v.value())).toList()));
    Path draft = file.get().resolveSibling("secrets.draft");
    Files.write(draft, Json.write(all));
    Files.move(
        draft, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Version> versionsOf(JsonNode versions) {
    return versions.asArray().stream()
        .map(
            version ->
                new Version(
                    String.valueOf(Json.text(version, "id")),
                    String.valueOf(Json.text(version, "value"))))
        .toList();
  }

  private static Map<String, Object> described(String name, Version version) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ARN", "arn:aws:secretsmanager:eu-west-3:000000000000:secret:" + name);
    answer.put("Name", name);
    answer.put("VersionId", version.id());
    return answer;
  }

  private static String stage(@Nullable String stage) {
    return stage == null ? "AWSCURRENT" : stage;
  }

  /** The secret's name, which is also the end of its ARN. */
  private static String name(JsonNode request, String field) {
    String id = Json.text(request, field);
    if (id == null || id.isBlank()) {
      throw new Refused(400, "InvalidParameterException", field + " is required.");
    }
    return id.startsWith("arn:") ? id.substring(id.indexOf(":secret:") + ":secret:".length()) : id;
  }

  private String randomText() {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
