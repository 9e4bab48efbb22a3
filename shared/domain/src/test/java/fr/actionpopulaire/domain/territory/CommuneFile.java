package fr.actionpopulaire.domain.territory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The committed file read the plain way, to hold the compact reader against it. */
final class CommuneFile {

  /** One line of the file. */
  record Row(Commune commune, int population, String quality) {

    static Row of(String line) {
      String[] cells = line.split(";");
      var point = new Point(Double.parseDouble(cells[4]), Double.parseDouble(cells[5]));
      List<String> postalCodes = List.of(cells[3].split(","));
      var commune = new Commune(cells[0], cells[1], cells[2], postalCodes, point);
      return new Row(commune, Integer.parseInt(cells[6]), cells[7]);
    }

    boolean isMetropolitan() {
      return !commune.department().startsWith("9") || commune.department().length() == 2;
    }

    boolean isArrondissement() {
      return commune.code().matches("751..|6938.|132..");
    }
  }

  static final byte[] CSV = read();

  static final List<Row> ROWS =
      new String(CSV, StandardCharsets.UTF_8).lines().skip(1).map(Row::of).toList();

  private CommuneFile() {}

  private static byte[] read() {
    try (InputStream file = CommuneFile.class.getResourceAsStream("communes.csv")) {
      return Objects.requireNonNull(file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
