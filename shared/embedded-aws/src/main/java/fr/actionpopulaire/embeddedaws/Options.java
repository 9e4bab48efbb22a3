package fr.actionpopulaire.embeddedaws;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to start and how.
 *
 * @param services which services
 * @param ports of a service not on a free port
 * @param data the folder in which tables, objects and secrets outlive the process; in memory if
 *     empty
 * @param senders the addresses, or domains, SES has verified; it refuses every other sender
 * @param clockFile eight bytes, big-endian: milliseconds added to the time of mails
 * @param configurationSetRequired whether a mail without a configuration set is refused
 */
public record Options(
    Set<Service> services,
    Map<Service, Integer> ports,
    Optional<Path> data,
    List<String> senders,
    Optional<Path> clockFile,
    boolean configurationSetRequired) {

  public Options {
    services = Set.copyOf(services);
    ports = Map.copyOf(ports);
    senders = List.copyOf(senders);
  }

  /** Every service, on free ports, in memory, with no verified sender. */
  public static Options defaults() {
    return new Options(
        EnumSet.allOf(Service.class),
        Map.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false);
  }

  /** These services alone. */
  public Options only(Service first, Service... more) {
    return new Options(
        EnumSet.of(first, more), ports, data, senders, clockFile, configurationSetRequired);
  }

  /** That service on that port. */
  public Options port(Service service, int port) {
    Map<Service, Integer> all = new EnumMap<>(Service.class);
    all.putAll(ports);
    all.put(service, port);
    return new Options(services, all, data, senders, clockFile, configurationSetRequired);
  }

  /** Keeping its data in that folder, which is made if missing. */
  public Options data(Path folder) {
    return new Options(
        services, ports, Optional.of(folder), senders, clockFile, configurationSetRequired);
  }

  /** With exactly these verified senders. */
  public Options senders(String... addresses) {
    return new Options(
        services, ports, data, List.of(addresses), clockFile, configurationSetRequired);
  }

  /** With mails dated by that file. */
  public Options clockFile(Path file) {
    return new Options(services, ports, data, senders, Optional.of(file), configurationSetRequired);
  }

  /** Refusing mails without a configuration set. */
  public Options requireConfigurationSet() {
    return new Options(services, ports, data, senders, clockFile, true);
  }

  /** The server's command line for these options. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add(
        "--services=" + services.stream().map(Service::label).collect(Collectors.joining(",")));
    ports.forEach((service, port) -> arguments.add("--" + service.label() + "-port=" + port));
    data.ifPresent(folder -> arguments.add("--data=" + folder.toAbsolutePath()));
    if (!senders.isEmpty()) {
      arguments.add("--senders=" + String.join(",", senders));
    }
    clockFile.ifPresent(file -> arguments.add("--clock-file=" + file.toAbsolutePath()));
    if (configurationSetRequired) {
      arguments.add("--require-configuration-set");
    }
    return arguments;
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException naming the argument it does not know
   */
  static Options parse(String... arguments) {
    Options options = defaults();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      String value = equals < 0 ? "" : argument.substring(equals + 1);
      options =
          switch (name) {
            case "--services" -> options.only(value);
            case "--data" -> options.data(Path.of(value));
            case "--senders" -> options.senders(value.split(",", -1));
            case "--clock-file" -> options.clockFile(Path.of(value));
            case "--require-configuration-set" -> options.requireConfigurationSet();
            case "--dynamodb-port", "--s3-port", "--ses-port", "--secrets-port" ->
                options.port(
                    service(name.substring(2, name.length() - "-port".length())),
                    Integer.parseInt(value));
            default -> throw new IllegalArgumentException("unknown argument " + argument);
          };
    }
    return options;
  }

  private Options only(String names) {
    Set<Service> wanted = EnumSet.noneOf(Service.class);
    for (String name : names.split(",", -1)) {
      wanted.add(service(name));
    }
    return new Options(wanted, ports, data, senders, clockFile, configurationSetRequired);
  }

  private static Service service(String label) {
    return Service.valueOf(label.toUpperCase(Locale.ROOT));
  }
}
