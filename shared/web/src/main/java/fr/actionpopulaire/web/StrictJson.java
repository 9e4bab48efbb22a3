package fr.actionpopulaire.web;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Reads a JSON value as what it is and nothing else. Left to itself, the framework takes {@code
 * "true"} and {@code 1} for true, {@code 5} and {@code ["x"]} for text, {@code true} and {@code
 * 1.5} for 1; a consent must not come from such a guess.
 */
@Factory
final class StrictJson {

  @Singleton
  Deserializer<String> text() {
    return new Deserializer<>() {
      @Override
      public String deserialize(
          Decoder decoder, DecoderContext context, Argument<? super String> type)
          throws IOException {
        JsonNode value = decoder.decodeNode();
        if (!value.isString()) {
          throw decoder.createDeserializationException("Text expected", null);
        }
        return value.getStringValue();
      }
    };
  }

  @Singleton
  Deserializer<Boolean> truth() {
    return new Deserializer<>() {
      @Override
      public Boolean deserialize(
          Decoder decoder, DecoderContext context, Argument<? super Boolean> type)
          throws IOException {
        JsonNode value = decoder.decodeNode();
        if (!value.isBoolean()) {
          throw decoder.createDeserializationException("true or false expected", null);
        }
        return value.getBooleanValue();
      }
    };
  }

  @Singleton
  Deserializer<Integer> wholeNumber() {
    return new Deserializer<>() {
      @Override
      public Integer deserialize(
          Decoder decoder, DecoderContext context, Argument<? super Integer> type)
          throws IOException {
        JsonNode value = decoder.decodeNode();
        if (!value.isNumber()) {
          throw decoder.createDeserializationException("Whole number expected", null);
        }
        try {
          return value.getBigDecimalValue().intValueExact();
        } catch (ArithmeticException notWhole) {
          throw decoder.createDeserializationException("Whole number expected", null);
        }
      }
    };
  }
}
