package fr.actionpopulaire.domain.territory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepartmentTest {

  @Test
  void countsEveryDepartmentAndInhabitedCollectivity() {
    assertEquals(107, Department.all().size());
    assertEquals(96, Department.all().stream().filter(d -> d.code().length() == 2).count());
  }

  @Test
  void findsByCode() {
    var corsica = new Department("2A", "Corse-du-Sud", ZoneId.of("Europe/Paris"));

    assertEquals(Optional.of(corsica), Department.byCode("2A"));
  }

  @Test
  void keepsParisTimeOnTheMainlandOnly() {
    for (Department department : Department.all()) {
      boolean parisTime = department.zone().equals(ZoneId.of("Europe/Paris"));
      assertEquals(department.code().length() == 2, parisTime, department::toString);
    }
  }

  @Test
  void doesNotFindTheUnknown() {
    for (String code : List.of("", "20", "1", "2a", "984", "989", "code", "é")) {
      assertTrue(Department.byCode(code).isEmpty(), code);
    }
  }
}
