package fr.actionpopulaire.account;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * One request to the bucket, on a connection of its own. A server that refuses a file before the
 * file has arrived may end the connection after its answer without saying so first; whoever sends
 * the next request on it gets no answer.
 */
final class BucketCall {

  private BucketCall() {}

  static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
