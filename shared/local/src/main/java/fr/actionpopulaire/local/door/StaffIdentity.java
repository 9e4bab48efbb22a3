package fr.actionpopulaire.local.door;

import fr.actionpopulaire.local.lambda.Workspace;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** Somebody of the staff: role Moderator under a session name, with keys drawn at this start. */
public record StaffIdentity(String name, String accessKeyId, String secretAccessKey) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** New keys for a session of this name. */
  public static StaffIdentity draw(String name) {
    return new StaffIdentity(name, "ASIALOCAL" + hex(5).toUpperCase(Locale.ROOT) + "X", hex(20));
  }

  String userArn() {
    return "arn:aws:sts::" + Workspace.ACCOUNT + ":assumed-role/Moderator/" + name;
  }

  String callerId() {
    return "AROALOCALMODERATOR000:" + name;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return name + " (" + accessKeyId + ")";
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
