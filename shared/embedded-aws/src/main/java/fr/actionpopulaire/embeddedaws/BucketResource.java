package fr.actionpopulaire.embeddedaws;

/**
 * A bucket of the template.
 *
 * @param name its BucketName, or {@code <stack name>-<logical id>} in lower case
 */
public record BucketResource(String logicalId, String name) {}
