package fr.actionpopulaire.settings;

/**
 * What AWS is taken to have answered to a request that is not sent, see {@link
 * Priming#runAlone(MadeUpAnswers, Runnable)}.
 *
 * @param status of HTTP
 * @param body as AWS would write it
 */
public record MadeUpAnswer(int status, String body) {

  /** As empty as success can be. */
  public static final MadeUpAnswer EMPTY = success("{}");

  public static MadeUpAnswer success(String body) {
    return new MadeUpAnswer(200, body);
  }

  /** What the SDK makes one of its exceptions of, and does not try again. */
  public static MadeUpAnswer refusal(String body) {
    return new MadeUpAnswer(400, body);
  }
}
