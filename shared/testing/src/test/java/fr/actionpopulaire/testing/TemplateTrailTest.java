package fr.actionpopulaire.testing;

import static fr.actionpopulaire.testing.RawTemplate.actions;
import static fr.actionpopulaire.testing.RawTemplate.at;
import static fr.actionpopulaire.testing.RawTemplate.getAtt;
import static fr.actionpopulaire.testing.RawTemplate.list;
import static fr.actionpopulaire.testing.RawTemplate.map;
import static fr.actionpopulaire.testing.RawTemplate.ref;
import static fr.actionpopulaire.testing.RawTemplate.references;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A23: a change of the trail that no function can have made rings an alarm. */
class TemplateTrailTest {

  private final RawTemplate template = RawTemplate.read();

  /** What the alarm counts is what no role may do: whatever it counts was done around them. */
  @Test
  @Tag("A23")
  void aChangeOfTheTrailAroundTheFunctionsRings() {
    Map<String, Object> alarm = template.properties("TrailTouched");
    Set<String> counted = new TreeSet<>();
    for (Object metric : list(alarm.get("Metrics"))) {
      String said = String.valueOf(metric);
      if (said.contains("MetricStat") && said.contains("AWS/DynamoDB")) {
        assertTrue(said.contains("SuccessfulRequestLatency"), said);
        assertTrue(said.contains("AuditTable"), said);
        assertTrue(said.contains("SampleCount"), said);
        counted.add(said.replaceAll(".*Name=Operation, Value=(\\w+).*", "$1"));
      }
    }
    assertEquals(
        Set.of(
            "UpdateItem",
            "BatchWriteItem",
            "ExecuteStatement",
            "BatchExecuteStatement",
            "ExecuteTransaction"),
        counted);
    assertEquals("1", String.valueOf(alarm.get("Threshold")));
    assertTrue(String.valueOf(alarm.get("AlarmActions")).contains("Alarms"));
    for (String function : template.functions()) {
      for (Map<String, Object> statement : template.statements(function)) {
        if (references(statement.get("Resource")).contains("AuditTable")) {
          for (String allowed : actions(List.of(statement))) {
            assertFalse(
                counted.contains(allowed.substring(allowed.indexOf(':') + 1)),
                function + " " + allowed);
          }
        }
      }
    }
  }

  /**
   * Puts and deletions some role may make: what they did to a line comes by the table's stream to
   * the purge, whose word the same alarm counts.
   */
  @Test
  @Tag("A23")
  void aPutOverALineOrADeletionIsHeardByTheStream() {
    Map<String, Object> trail = at(map(template.events("Purge").get("Trail")), "Properties");
    assertEquals(getAtt("AuditTable", "StreamArn"), trail.get("Stream"));
    assertEquals("TRIM_HORIZON", trail.get("StartingPosition"));
    assertEquals(
        List.of(Map.of("Pattern", "{\"eventName\":[\"MODIFY\",\"REMOVE\"]}")),
        at(trail, "FilterCriteria").get("Filters"));
    assertTrue(references(trail.get("DestinationConfig")).contains("PurgeFailures"));
    assertEquals(30, trail.get("MaximumBatchingWindowInSeconds"));

    Map<String, Object> filter = template.properties("TrailTouchedFilter");
    assertEquals(ref("PurgeLogs"), filter.get("LogGroupName"));
    assertEquals("\"The trail was touched\"", filter.get("FilterPattern"));
    Map<String, Object> counted = map(list(filter.get("MetricTransformations")).getFirst());
    assertEquals("1", counted.get("MetricValue"));
    List<Map<String, Object>> heard =
        list(template.properties("TrailTouched").get("Metrics")).stream()
            .map(RawTemplate::map)
            .filter(metric -> "heard".equals(metric.get("Id")))
            .map(metric -> at(metric, "MetricStat"))
            .toList();
    assertEquals(1, heard.size());
    assertEquals(
        Map.of(
            "Namespace", counted.get("MetricNamespace"), "MetricName", counted.get("MetricName")),
        heard.getFirst().get("Metric"));
    assertEquals("Sum", heard.getFirst().get("Stat"));
    assertTrue(
        list(template.properties("TrailTouched").get("Metrics"))
            .toString()
            .contains("SUM(METRICS())"));
  }
}
