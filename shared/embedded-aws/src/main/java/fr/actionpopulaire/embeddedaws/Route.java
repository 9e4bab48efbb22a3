package fr.actionpopulaire.embeddedaws;

/**
 * A route of the HTTP API to a function.
 *
 * @param method upper case; {@code ANY} for all
 * @param path as in the template, with {@code {parameters}}; {@code $default} for the catch-all
 */
public record Route(String method, String path) {}
