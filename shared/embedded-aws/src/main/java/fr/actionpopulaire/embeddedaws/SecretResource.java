package fr.actionpopulaire.embeddedaws;

/**
 * A secret of the template.
 *
 * @param name its Name, or {@code <StackName>-<logicalId>}
 * @param arn what {@code Ref} of it gives
 * @param template the JSON object into which {@code GenerateSecretString} puts the drawn text, or
 *     empty if the whole secret is drawn
 * @param generatedKey the field drawn inside that object
 * @param length of the drawn text
 */
public record SecretResource(
    String logicalId, String name, String arn, String template, String generatedKey, int length) {}
