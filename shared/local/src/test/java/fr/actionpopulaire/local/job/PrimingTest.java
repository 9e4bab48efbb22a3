package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each packaged function ran its path once while it started; a failure would be in its log. */
class PrimingTest {

  @Test
  void everyFunctionIsPrimedWhenItIsReady() {
    List<String> unprimed =
        RunningSystem.get().logs().stream().filter(line -> line.contains("Not primed")).toList();
    assertEquals(List.of(), unprimed);
  }
}
