package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.domain.transparency.TransparencyReport.Line;
import java.util.List;
import java.util.stream.Collectors;

/** A transparency report as a table for programs (RFC 4180), with a line of headings. */
final class TransparencyCsv {

  static final String MEDIA_TYPE = "text/csv; charset=utf-8; header=present";

  private TransparencyCsv() {}

  static String of(TransparencyReport report) {
    StringBuilder csv = new StringBuilder();
    row(csv, List.of("semestre", "rubrique", "détail", "valeur"));
    for (Line line : report.lines()) {
      row(
          csv,
          List.of(report.half().code(), line.subject(), line.detail(), line.figure().french()));
    }
    return csv.toString();
  }

  private static void row(StringBuilder csv, List<String> cells) {
    csv.append(cells.stream().map(TransparencyCsv::cell).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  private static String cell(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
