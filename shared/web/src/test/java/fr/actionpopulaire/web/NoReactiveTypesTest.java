package fr.actionpopulaire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.core.async.publisher.Publishers;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

class NoReactiveTypesTest {

  @Test
  void theFrameworkKnowsNoneButTheStandardsOwn() {
    assertEquals(List.of(), List.copyOf(Publishers.getKnownReactiveTypes()));
    assertTrue(Publishers.isConvertibleToPublisher(Publisher.class));
    assertFalse(Publishers.isConvertibleToPublisher(Flow.Publisher.class));
  }
}
