package fr.actionpopulaire.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.io.service.SoftServiceLoader.Optimizations;
import io.micronaut.core.io.service.SoftServiceLoader.StaticDefinition;
import io.micronaut.core.io.service.SoftServiceLoader.StaticServiceLoader;
import io.micronaut.core.optim.StaticOptimizations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the framework which beans and other services a package holds, as {@code ServiceIndex} wrote
 * them down when it was packed; without that the framework opens every jar as a file system, at
 * every start. Outside of a package nothing was written down, and the framework looks for itself.
 */
public final class PackagedServices implements StaticOptimizations.Loader<Optimizations> {

  /** On each line the name of a service, then of the classes that provide it. */
  private static final String INDEX = "META-INF/packaged-services";

  /** The same of what is laid beside a package, such as another clock on somebody's machine. */
  private static final String BESIDE = "META-INF/services-beside-package";

  /** Asked for at every start, provided by nobody: not being told so, the framework would look. */
  private static final List<String> ASKED_FOR =
      List.of(
          "io.micronaut.context.ApplicationContextConfigurer",
          "io.micronaut.http.HttpResponseFactory",
          "io.micronaut.inject.BeanConfiguration");

  private final ClassLoader loader;

  /** For the framework, which finds this class by {@code META-INF/services}. */
  public PackagedServices() {
    this(PackagedServices.class.getClassLoader());
  }

  PackagedServices(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  public Optimizations load() {
    Map<String, StaticServiceLoader<?>> services = new HashMap<>();
    URL index = loader.getResource(INDEX);
    if (index != null) {
      providers(index)
          .forEach((service, classes) -> services.put(service, new Provided<>(loader, classes)));
    }
    return new Optimizations(services);
  }

  private Map<String, List<String>> providers(URL index) {
    Map<String, List<String>> providers = new HashMap<>();
    for (String service : ASKED_FOR) {
      providers.put(service, new ArrayList<>());
    }
    try {
      read(index, providers);
      for (URL beside : Collections.list(loader.getResources(BESIDE))) {
        read(beside, providers);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return providers;
  }

  private static void read(URL index, Map<String, List<String>> providers) throws IOException {
    try (InputStream text = index.openStream()) {
      for (String line : new String(text.readAllBytes(), UTF_8).lines().toList()) {
        List<String> names = List.of(line.split(" ", -1));
        providers
            .computeIfAbsent(names.getFirst(), service -> new ArrayList<>())
            .addAll(names.subList(1, names.size()));
      }
    }
  }

  /** What is provided for one service: names of classes that can be made without arguments. */
  private record Provided<S>(ClassLoader loader, List<String> names)
      implements StaticServiceLoader<S> {

    @Override
    public Stream<StaticDefinition<S>> findAll(Predicate<String> wanted) {
      return names.stream()
          .filter(wanted)
          .flatMap(name -> type(name).map(type -> StaticDefinition.of(name, type)).stream());
    }

    @Override
    public List<S> load(@Nullable Predicate<S> wanted) {
      return names.stream()
          .flatMap(name -> type(name).flatMap(Provided::made).stream())
          .filter(one -> wanted == null || wanted.test(one))
          .toList();
    }

    @SuppressWarnings("unchecked") // the index says that it is one
    private Optional<Class<S>> type(String name) {
      try {
        return Optional.of((Class<S>) Class.forName(name, false, loader));
      } catch (ClassNotFoundException | NoClassDefFoundError e) {
        return Optional.empty();
      }
    }

    /** Nothing if what it extends or needs is not packed: the framework leaves parts out so. */
    private static <S> Optional<S> made(Class<S> type) {
      try {
        return Optional.of(type.getConstructor().newInstance());
      } catch (NoSuchMethodException
          | InstantiationException
          | IllegalAccessException
          | NoClassDefFoundError e) {
        return Optional.empty();
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof NoClassDefFoundError) {
          return Optional.empty();
        }
        throw new IllegalStateException(type + " cannot be made", e);
      }
    }
  }
}
