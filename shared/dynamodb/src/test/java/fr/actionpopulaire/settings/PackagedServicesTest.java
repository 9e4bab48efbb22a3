package fr.actionpopulaire.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.core.io.service.SoftServiceLoader.StaticServiceLoader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedServicesTest {

  @TempDir Path folder;

  private void write(String resource, String index) throws IOException {
    Path file = folder.resolve(resource);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, index);
  }

  private PackagedServices services() throws IOException {
    URL[] classPath = {folder.toUri().toURL()};
    return new PackagedServices(new URLClassLoader(classPath, getClass().getClassLoader()));
  }

  private PackagedServices packed(String index) throws IOException {
    write("META-INF/packaged-services", index);
    return services();
  }

  /** What the index says of one service. */
  private StaticServiceLoader<?> provided(String classes) throws IOException {
    return of("service", packed("other no.Matter\nservice " + classes + "\n"));
  }

  private static StaticServiceLoader<?> of(String service, PackagedServices services) {
    return Objects.requireNonNull(services.load().getServiceLoaders().get(service));
  }

  @Test
  void makesWhatTheIndexNames() throws IOException {
    List<?> made = provided(name(Made.class) + " " + name(Other.class)).load(null);
    assertEquals(List.of(Made.class, Other.class), made.stream().map(Object::getClass).toList());
  }

  @Test
  void makesOnlyWhatIsWanted() throws IOException {
    List<?> made =
        provided(name(Made.class) + " " + name(Other.class)).load(Other.class::isInstance);
    assertEquals(List.of(Other.class), made.stream().map(Object::getClass).toList());
  }

  @Test
  void leavesOutWhatIsNotPacked() throws IOException {
    List<?> made =
        provided("no.such.Type " + name(LacksAnother.class) + " " + name(Made.class)).load(null);
    assertEquals(List.of(Made.class), made.stream().map(Object::getClass).toList());
  }

  @Test
  void isNotSilentAboutWhatIsPackedAndCannotBeMade() throws IOException {
    StaticServiceLoader<?> broken = provided(name(Broken.class));
    assertThrows(IllegalStateException.class, () -> broken.load(null));
  }

  @Test
  void findsWithoutMaking() throws IOException {
    StaticServiceLoader<?> broken = provided("no.such.Type " + name(Broken.class));
    assertEquals(1, broken.findAll(name -> true).count());
    assertEquals(0, broken.findAll(name -> !name.equals(name(Broken.class))).count());
  }

  @Test
  void addsWhatIsLaidBesideThePackage() throws IOException {
    write("META-INF/services-beside-package", "service " + name(Other.class));
    List<?> made = provided(name(Made.class)).load(null);
    assertEquals(List.of(Made.class, Other.class), made.stream().map(Object::getClass).toList());
  }

  @Test
  void saysThatNobodyProvidesWhatIsAskedForAnyway() throws IOException {
    String asked = ApplicationContextConfigurer.class.getName();
    assertEquals(List.of(), of(asked, packed("other no.Matter")).load(null));
  }

  @Test
  void saysNothingOutsideOfAPackage() throws IOException {
    write("META-INF/services-beside-package", "service " + name(Other.class));
    assertTrue(services().load().getServiceLoaders().isEmpty());
  }

  private static String name(Class<?> type) {
    return type.getName();
  }

  public static final class Made {
    public Made() {}
  }

  public static final class Other {
    public Other() {}
  }

  public static final class LacksAnother {
    public LacksAnother() {
      throw new NoClassDefFoundError("no/such/Type");
    }
  }

  public static final class Broken {
    public Broken() {
      throw new IllegalArgumentException("broken");
    }
  }
}
