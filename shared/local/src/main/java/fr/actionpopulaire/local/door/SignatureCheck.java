package fr.actionpopulaire.local.door;

import fr.actionpopulaire.local.lambda.Workspace;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks AWS signatures (version 4, in the Authorization header) for service {@code lambda} in the
 * one region. What was signed must be what came: method, path, query, signed headers and body. The
 * date is compared with the machine's time.
 */
public final class SignatureCheck {
  /** AWS's own allowance. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<StaffIdentity> identities;
  private final Clock machine;

  /** Whether a request is let through, and as whom. */
  public sealed interface Verdict {
    /** Signed by this identity. */
    record Accepted(StaffIdentity identity) implements Verdict {}

    /** Not to be let through; what AWS answers. */
    record Refused(Reply reply) implements Verdict {}
  }

  private record Credentials(
      StaffIdentity identity, String scope, List<String> signedHeaders, String signature) {}

  /**
   * @param identities who may sign
   * @param machine real time, never a moved clock
   */
  public SignatureCheck(List<StaffIdentity> identities, Clock machine) {
    this.identities = List.copyOf(identities);
    this.machine = machine;
  }

  /** Judges a request with this body. */
  public Verdict check(Request request, byte[] body) {
    Optional<String> authorization = request.header("authorization");
    if (authorization.isEmpty() || !authorization.get().startsWith(ALGORITHM + " ")) {
      return refused("AccessDeniedException", "{\"Message\":\"Forbidden\"}");
    }
    String fields = authorization.get().substring(ALGORITHM.length());
    String[] credential = field(fields, "Credential").split("/", -1);
    List<String> signed =
        Arrays.asList(field(fields, "SignedHeaders").toLowerCase(Locale.ROOT).split(";", -1));
    String signature = field(fields, "Signature");
    String date = request.header("x-amz-date").orElse("");
    if (credential.length != 5 || signature.isEmpty() || date.isEmpty()) {
      return incomplete(
          "Authorization header requires Credential, SignedHeaders, Signature and X-Amz-Date.");
    }
    if (!signed.contains("host")) {
      return invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    if (!credential[2].equals(Workspace.REGION)
        || !credential[3].equals("lambda")
        || !credential[4].equals("aws4_request")
        || !date.startsWith(credential[1])) {
      return invalid(
          "Credential should be scoped to a valid region, service and date: "
              + Workspace.REGION
              + "/lambda/aws4_request.");
    }
    Optional<StaffIdentity> identity =
        identities.stream().filter(it -> it.accessKeyId().equals(credential[0])).findAny();
    if (identity.isEmpty()) {
      return refused(
          "UnrecognizedClientException",
          "{\"message\":\"The security token included in the request is invalid.\"}");
    }
    if (!recent(date)) {
      return invalid("Signature expired or not yet valid: it must be within 5 minutes of now.");
    }
    String bodyHash = HexFormat.of().formatHex(sha256(body));
    if (!request.header("x-amz-content-sha256").orElse(bodyHash).equals(bodyHash)) {
      return mismatch();
    }
    String scope = String.join("/", Arrays.asList(credential).subList(1, 5));
    Credentials credentials = new Credentials(identity.get(), scope, signed, signature);
    return matches(request, bodyHash, date, credentials)
        ? new Verdict.Accepted(identity.get())
        : mismatch();
  }

  /**
   * Signers differ in how they write path and query down: AWS encodes the path once more and sorts
   * the query, curl before 8.3 takes both as they are sent. Either form covers exactly what was
   * sent.
   */
  private static boolean matches(
      Request request, String bodyHash, String date, Credentials credentials) {
    Set<String> paths =
        new LinkedHashSet<>(List.of(Percent.encodePath(request.path()), request.path()));
    Set<String> queries = new LinkedHashSet<>(List.of(sorted(request.query()), request.query()));
    byte[] key = key(credentials.identity().secretAccessKey(), credentials.scope());
    byte[] claimed = credentials.signature().getBytes(StandardCharsets.UTF_8);
    String headers = canonicalHeaders(request, credentials.signedHeaders());
    boolean match = false;
    for (String path : paths) {
      for (String query : queries) {
        String canonical =
            String.join(
                "\n",
                request.method(),
                path,
                query,
                headers,
                String.join(";", credentials.signedHeaders()),
                bodyHash);
        String toSign =
            String.join(
                "\n",
                ALGORITHM,
                date,
                credentials.scope(),
                HexFormat.of().formatHex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        byte[] expected =
            HexFormat.of().formatHex(hmac(key, toSign)).getBytes(StandardCharsets.UTF_8);
        match |= MessageDigest.isEqual(expected, claimed);
      }
    }
    return match;
  }

  private static String canonicalHeaders(Request request, List<String> signed) {
    return signed.stream()
        .map(
            name ->
                name
                    + ":"
                    + request.headers().getOrDefault(name, List.of()).stream()
                        .map(value -> value.strip().replaceAll(" +", " "))
                        .collect(Collectors.joining(","))
                    + "\n")
        .collect(Collectors.joining());
  }

  private static String sorted(String query) {
    if (query.isEmpty()) {
      return "";
    }
    return Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .map(
            pair ->
                Percent.encode(Percent.decode(pair[0]))
                    + "="
                    + (pair.length == 2 ? Percent.encode(Percent.decode(pair[1])) : ""))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private boolean recent(String date) {
    try {
      Instant signedAt = DATE.parse(date, Instant::from);
      return Duration.between(signedAt, machine.instant()).abs().compareTo(SKEW) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String field(String fields, String name) {
    for (String field : fields.split(",", -1)) {
      if (field.strip().startsWith(name + "=")) {
        return field.strip().substring(name.length() + 1);
      }
    }
    return "";
  }

  private static byte[] key(String secret, String scope) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Verdict mismatch() {
    return invalid(
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  private static Verdict invalid(String message) {
    return refused("InvalidSignatureException", "{\"message\":\"" + message + "\"}");
  }

  private static Verdict incomplete(String message) {
    return refused("IncompleteSignatureException", "{\"message\":\"" + message + "\"}");
  }

  private static Verdict refused(String type, String json) {
    return new Verdict.Refused(Reply.json(403, json).with("x-amzn-errortype", type));
  }
}
