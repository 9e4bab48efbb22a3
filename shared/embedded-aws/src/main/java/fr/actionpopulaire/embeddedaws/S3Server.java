package fr.actionpopulaire.embeddedaws;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** S3Proxy on a file store; it checks every signature against the key pair test, test. */
final class S3Server {

  private static final int THREADS = 20;

  /** Pages of this machine may send files to presigned addresses, as the template lets apps do. */
  private static final CrossOriginResourceSharing LOCAL_PAGES =
      new CrossOriginResourceSharing(
          List.of("http://(localhost|127\\.0\\.0\\.1)(:\\d+)?"),
          List.of("PUT"),
          List.of("Content-Type"),
          List.of(),
          "");

  private S3Server() {}

  /** Starts it on objects in memory or in that folder. */
  static URI start(int port, Optional<Path> folder) throws Exception {
    Properties settings = new Properties();
    folder.ifPresent(path -> settings.setProperty("jclouds.filesystem.basedir", path.toString()));
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(
                BlobStores.create(
                    folder.isPresent() ? "filesystem-nio2" : "transient-nio2", settings))
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test", "test")
            .ignoreUnknownHeaders(true)
            .corsRules(LOCAL_PAGES)
            .jettyMaxThreads(THREADS)
            .build();
    server.start();
    return URI.create("http://127.0.0.1:" + server.getPort());
  }
}
