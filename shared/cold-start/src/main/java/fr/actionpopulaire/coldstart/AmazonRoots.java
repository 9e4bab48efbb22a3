package fr.actionpopulaire.coldstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves in a runtime only the certificate authorities a function has a use for. Functions call AWS
 * and nobody else, and every start reads all there are: the JDK's some 140 take a tenth of it.
 * Amazon Trust Services wants all five of its roots in a trust store made by hand
 * (amazontrust.com/repository).
 */
final class AmazonRoots {

  static final Set<String> NAMES =
      Set.of(
          "CN=Amazon Root CA 1, O=Amazon, C=US",
          "CN=Amazon Root CA 2, O=Amazon, C=US",
          "CN=Amazon Root CA 3, O=Amazon, C=US",
          "CN=Amazon Root CA 4, O=Amazon, C=US",
          "CN=Starfield Services Root Certificate Authority - G2,"
              + " O=\"Starfield Technologies, Inc.\", L=Scottsdale, ST=Arizona, C=US");

  /** What the JDK's own file is locked with; nothing in it is secret. */
  private static final char[] PASSWORD = "changeit".toCharArray();

  private AmazonRoots() {}

  /**
   * Takes all other authorities out of a runtime.
   *
   * @throws IllegalStateException if the JDK it was made from lacks one of the five
   */
  static void keepOnly(Path runtime) throws IOException {
    Path file = runtime.resolve("lib/security/cacerts");
    try {
      KeyStore all = KeyStore.getInstance(file.toFile(), PASSWORD);
      // Not encrypted, unlike the newer type: the JDK reads it without a password.
      KeyStore kept = KeyStore.getInstance("JKS");
      kept.load(null, null);
      for (String alias : Collections.list(all.aliases())) {
        if (NAMES.contains(name(all, alias))) {
          kept.setCertificateEntry(alias, all.getCertificate(alias));
        }
      }
      if (!names(kept).equals(NAMES)) {
        throw new IllegalStateException("The JDK knows only " + names(kept));
      }
      try (OutputStream to = Files.newOutputStream(file)) {
        kept.store(to, PASSWORD);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  /** Who is trusted by a runtime, as TLS in it reads the file. */
  static Set<String> trustedBy(Path runtime) throws IOException {
    try (InputStream file = Files.newInputStream(runtime.resolve("lib/security/cacerts"))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(file, null);
      return names(store);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(runtime + " has no authorities that can be read", e);
    }
  }

  private static Set<String> names(KeyStore store) throws GeneralSecurityException {
    Set<String> names = new TreeSet<>();
    for (String alias : Collections.list(store.aliases())) {
      names.add(name(store, alias));
    }
    return names;
  }

  private static String name(KeyStore store, String alias) throws GeneralSecurityException {
    return ((X509Certificate) store.getCertificate(alias)).getSubjectX500Principal().toString();
  }
}
