package fr.actionpopulaire.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The whole local system with functions that echo, for the tests of each face of it. */
abstract class EchoSystem {
  static final ObjectMapper JSON = new ObjectMapper();
  static final List<String> CONSOLE = new CopyOnWriteArrayList<>();

  @TempDir static Path folder;
  static LocalSystem system;
  static HttpClient http;

  @BeforeAll
  static void start() throws IOException {
    // The host names of function URLs and foreign pages are what some of these tests are about.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,content-length");
    Path house = Fixture.house(Files.createDirectories(folder.resolve("house")));
    system =
        LocalSystem.start(
            Settings.forTests(house, Fixture.tools(), folder.resolve("work"))
                .withParameters(Map.of())
                .tellingTo(CONSOLE::add));
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    system.settled().join();
  }

  @AfterAll
  static void stop() {
    List<Long> processes = system.processes();
    http.close();
    system.close();
    assertEquals(6, processes.size(), "five functions and the embedded AWS");
    for (long pid : processes) {
      ProcessHandle.of(pid).ifPresent(it -> it.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }
  }

  static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(system.address() + path))
        .timeout(Duration.ofSeconds(30));
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  static HttpResponse<String> invoke(String name, String payload) throws Exception {
    String encoded = name.replace(":", "%3A");
    return send(
        request("/2015-03-31/functions/" + encoded + "/invocations")
            .POST(BodyPublishers.ofString(payload)));
  }

  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
