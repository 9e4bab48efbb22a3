package fr.actionpopulaire.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The way to AWS of every client. While a function is {@linkplain Priming primed} only reads are
 * sent, and their connections are closed, since no restore of a snapshot could use them; a write is
 * answered here, as emptily as success can be unless the path says otherwise, and never leaves.
 * Otherwise it is the JDK's own client.
 */
public final class AwsHttp implements SdkHttpClient {

  private static final Pattern READ = Pattern.compile("(Get|BatchGet|Query|Scan)\\w*");

  private final SdkHttpClient jdk;

  private AwsHttp(SdkHttpClient jdk) {
    this.jdk = jdk;
  }

  /** For {@code httpClientBuilder(…)} of an SDK client. */
  public static Builder builder() {
    return new Builder();
  }

  /** Makes one client each time. */
  public static final class Builder implements SdkHttpClient.Builder<Builder> {

    private Builder() {}

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new AwsHttp(UrlConnectionHttpClient.builder().buildWithDefaults(defaults));
    }
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return switch (Priming.reach()) {
      case EVERYTHING -> jdk.prepareRequest(request);
      case READS ->
          isRead(request.httpRequest())
              ? new Closing(jdk.prepareRequest(request))
              : new Unsent(request);
      case NOTHING -> new Unsent(request);
    };
  }

  /** Services that take everything by POST name the operation in a header, the others say GET. */
  private static boolean isRead(SdkHttpRequest request) {
    String operation = operation(request);
    return operation.isEmpty()
        ? request.method() == SdkHttpMethod.GET || request.method() == SdkHttpMethod.HEAD
        : READ.matcher(operation).matches();
  }

  /** Such as {@code GetItem}; empty where the request does not say it. */
  private static String operation(SdkHttpRequest request) {
    String target = request.firstMatchingHeader("X-Amz-Target").orElse("");
    return target.substring(target.indexOf('.') + 1);
  }

  /** Sends a request, reads the answer to its end and gives the connection up. */
  private record Closing(ExecutableHttpRequest request) implements ExecutableHttpRequest {

    @Override
    public HttpExecuteResponse call() throws IOException {
      HttpExecuteResponse answer = request.call();
      byte[] body =
          answer.responseBody().isPresent()
              ? answer.responseBody().get().readAllBytes()
              : new byte[0];
      // Before the stream is closed: after that the JDK keeps the connection for another request.
      request.abort();
      return answer(answer.httpResponse(), body);
    }

    @Override
    public void abort() {
      request.abort();
    }
  }

  /** Answers what is not sent. */
  private record Unsent(HttpExecuteRequest request) implements ExecutableHttpRequest {

    @Override
    public HttpExecuteResponse call() throws IOException {
      MadeUpAnswer made = Priming.answerTo(operation(request.httpRequest()), body());
      return answer(
          SdkHttpResponse.builder().statusCode(made.status()).build(),
          made.body().getBytes(StandardCharsets.UTF_8));
    }

    private String body() throws IOException {
      if (request.contentStreamProvider().isEmpty()) {
        return "";
      }
      try (InputStream body = request.contentStreamProvider().get().newStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    @Override
    public void abort() {
      // There is nothing on its way.
    }
  }

  private static HttpExecuteResponse answer(SdkHttpResponse head, byte[] body) {
    return HttpExecuteResponse.builder()
        .response(head)
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public String clientName() {
    return jdk.clientName();
  }

  @Override
  public void close() {
    jdk.close();
  }
}
