package dev.sce.judge.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import dev.sce.judge.language.LanguageStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every language that is on this machine works at every level, and the page says so.
 *
 * <p>{@code -DargLine=-Dsce.write-languages=true} writes the table of the page anew instead of
 * comparing it. What it says of languages and levels that this machine does not have stays as it
 * is.
 */
@Tag("slow")
class LanguagesPageTest {
  private static final LanguageTable TABLE = LanguageTable.standard();
  private static final Map<Isolation, List<LanguageStatus>> TRIED = new LinkedHashMap<>();

  @BeforeAll
  static void tryEverything() throws IOException, InterruptedException {
    for (Isolation level : LanguagesPage.LEVELS) {
      ExecutionConfig config =
          ExecutionConfig.builder().isolation(level).readOnlyPaths(TABLE.readOnlyPaths()).build();
      try (CodeExecutor executor = CodeExecutor.create(config)) {
        List<LanguageStatus> rows = LanguageProbe.detect(TABLE, executor);
        TRIED.put(level, rows.stream().filter(row -> isPossible(row, level)).toList());
      } catch (IsolationUnavailableException e) {
        // Other tests require the levels that a machine must give; here one less is tried.
        TRIED.put(level, List.of());
      }
    }
  }

  /**
   * Whether a language can work at a level. Mono asks the C library for the bounds of its stack,
   * which reads /proc/self/maps; with Landlock there is no /proc. SWI-Prolog calls chmod for what
   * it compiles, which programs under the caller's own id are refused there.
   */
  private static boolean isPossible(LanguageStatus row, Isolation level) {
    return !level.equals(Isolation.LANDLOCK)
        || switch (row.language().id()) {
          case "csharp" -> false;
          case "prolog" -> isRoot();
          default -> true;
        };
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @FieldSource("dev.sce.judge.language.LanguagesPage#LEVELS")
  void everyLanguageOfThisMachineWorks(Isolation level) {
    assumeThat(TRIED.get(level)).as("what this machine gives of " + level).isNotEmpty();
    assertThat(TRIED.get(level))
        .filteredOn(row -> row.state() != State.MISSING)
        .allSatisfy(
            row ->
                assertThat(row.problem()).as(row.language().id() + ", " + row.version()).isNull());
  }

  @Test
  void thePageHasTheTableOfLanguages() throws IOException {
    String page = LanguagesPage.text();
    String renewed = LanguagesPage.renewed(page, TABLE, TRIED);
    if (Boolean.getBoolean("sce.write-languages")) {
      LanguagesPage.write(renewed);
    } else {
      assertThat(page)
          .as("docs/languages.md; this test writes it with -DargLine=-Dsce.write-languages=true")
          .isEqualTo(renewed);
    }
  }

  @Test
  void thePageKeepsWhatAMachineWithFewerLanguagesCannotTry() throws IOException {
    String page = LanguagesPage.renewed(LanguagesPage.text(), TABLE, TRIED);
    assertThat(LanguagesPage.renewed(page, TABLE, Map.of())).isEqualTo(page);
  }
}
