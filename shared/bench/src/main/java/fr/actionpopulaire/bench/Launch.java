package fr.actionpopulaire.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * What every process is started with.
 *
 * @param java the {@code java} command
 * @param runtimeClient class path of AWS's runtime interface client
 * @param libraryFlag tells the client where its native part lies, which Lambda has in place too
 * @param endpoints where the embedded AWS is
 * @param log where the process' output goes
 */
record Launch(
    Path java, String runtimeClient, String libraryFlag, Map<String, String> endpoints, Path log) {}
