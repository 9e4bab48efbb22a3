package fr.actionpopulaire.scale;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All functions in one context, behind one door: the same controllers, use cases and store as
 * deployed, each with its own environment variables, none of which differ between functions. Not
 * under their roles, which each function's own tests see to.
 */
final class Movement {

  private static final List<String> FUNCTIONS =
      List.of("signup", "account", "events", "rsvp", "reports", "moderation", "mailer", "purge");

  final TestAws aws;
  private final ApplicationContext context;
  private final Handler door;

  Movement(TestAws aws) {
    this.aws = aws;
    Map<String, Object> properties = new HashMap<>();
    for (String function : FUNCTIONS) {
      aws.properties(function)
          .forEach(
              (name, value) -> {
                Object other = properties.put(name, value);
                if (other != null && !other.equals(value)) {
                  throw new IllegalStateException(name + " is not the same everywhere");
                }
              });
    }
    properties.put("events.per.day", 1_000_000);
    context =
        ApplicationContext.builder().properties(properties).singletons(aws.clock()).build().start();
    door = Handler.of(new Door(context));
  }

  private static final class Door extends HttpFunction {
    Door(ApplicationContext context) {
      super(context);
    }
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  Instant now() {
    return aws.clock().instant();
  }

  /** The answer to a call that must succeed. */
  Response call(Payload payload) {
    Response answer = door.call(payload);
    if (answer.status() >= 400) {
      throw new AssertionError(answer.toString());
    }
    return answer;
  }

  /** A function that no request but a trigger calls. */
  RequestStreamHandler triggered(String name) {
    try {
      Constructor<?> constructor =
          Class.forName(name).getDeclaredConstructor(ApplicationContext.class);
      constructor.setAccessible(true);
      return (RequestStreamHandler) constructor.newInstance(context);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
