package dev.sce.judge.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.testkit.Growth;
import dev.sce.testkit.HostileText;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoImportsTest {
  private static final String SOURCE =
      """
      package main

      import "fmt"
      import (
      \t"math/rand"
      \t"strings"
      )

      func f() { fmt.Println(rand.Int()) } // strings.ToUpper
      """;

  @Test
  void declarationsAreFoundInBothForms() {
    assertThat(GoImports.paths(SOURCE)).containsExactly("fmt", "math/rand", "strings");
    assertThat(GoImports.without(SOURCE))
        .isEqualTo(
            "package main\n\n\n\n\nfunc f() { fmt.Println(rand.Int()) } // strings.ToUpper\n");
  }

  @Test
  void onlyImportsWhoseNameIsUsedAreKept() {
    assertThat(GoImports.used(GoImports.without(SOURCE), GoImports.paths(SOURCE)))
        .containsExactly("fmt", "math/rand");
  }

  @Test
  void declarationsWithoutAnEndAreNone() {
    assertThat(GoImports.without("import (\n\"a\"\nimport \"b\"\nimport \"c"))
        .isEqualTo("import (\n\"a\"\n\nimport \"c");
  }

  @Test
  void pathsOfASampleAreNoPatterns() {
    Set<String> imports = Set.of("(a+)+$", "[", "a/(");

    assertThat(GoImports.used("a".repeat(60) + "!", imports)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anySourceIsReadInAboutLinearTime(HostileText text) {
    Growth.assertNotQuadratic(
        text.name(),
        text::of,
        source -> GoImports.used(GoImports.without(source), GoImports.paths(source)));
  }
}
