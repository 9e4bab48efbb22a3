package fr.actionpopulaire.floor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/**
 * Does nothing, so that a cache made from its run holds the runtime client's classes and no
 * function's: Lambda's java25 comes with such a cache.
 */
public final class Nothing implements RequestHandler<String, String> {
  @Override
  public String handleRequest(String input, Context context) {
    return input;
  }
}
