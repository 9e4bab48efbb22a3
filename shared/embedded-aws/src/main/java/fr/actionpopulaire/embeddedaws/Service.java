package fr.actionpopulaire.embeddedaws;

import java.util.Locale;

/** A service of the embedded AWS; each listens on its own port of 127.0.0.1. */
public enum Service {
  DYNAMODB("AWS_ENDPOINT_URL_DYNAMODB", "aws.endpointUrlDynamoDb"),
  S3("AWS_ENDPOINT_URL_S3", "aws.endpointUrlS3"),
  SES("AWS_ENDPOINT_URL_SESV2", "aws.endpointUrlSesV2"),
  SECRETS("AWS_ENDPOINT_URL_SECRETS_MANAGER", "aws.endpointUrlSecretsManager");

  private final String variable;
  private final String property;

  Service(String variable, String property) {
    this.variable = variable;
    this.property = property;
  }

  /** The environment variable from which the AWS SDK takes this service's endpoint. */
  public String variable() {
    return variable;
  }

  /** The Java system property from which the AWS SDK takes this service's endpoint. */
  public String property() {
    return property;
  }

  /** Its name in the server's arguments and READY line: lower case. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
