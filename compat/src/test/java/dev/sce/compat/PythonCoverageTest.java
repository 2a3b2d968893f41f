package dev.sce.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CodeExecutor;
import dev.sce.ExecutionConfig;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PythonCoverageTest {
  private static final String SIGN =
      """
      def sign(x):
          if x > 0:
              return 1
          if x < 0:
              return -1
          return 0
      """;

  private static CodeExecutor executor;

  @BeforeAll
  static void open() throws IOException {
    executor = CodeExecutor.create(ExecutionConfig.builder().workers(1).build());
  }

  @AfterAll
  static void close() {
    executor.close();
  }

  @Test
  void linesThatTestsReachAreCovered() throws InterruptedException {
    LineCoverage coverage = measure(SIGN, "assert sign(5) == 1").orElseThrow();

    assertThat(coverage.covered()).containsExactly(1, 2, 3);
    assertThat(coverage.missing()).containsExactly(4, 5, 6);
    assertThat(coverage.percent()).isEqualTo(50);
  }

  @Test
  void aTestThatFailsDoesNotStopTheOthers() throws InterruptedException {
    String tests = "assert sign(5) == 7\nassert sign(-5) == -1\nassert sign(0) == 0\n";

    LineCoverage coverage = measure(SIGN, tests).orElseThrow();

    assertThat(coverage.percent()).isEqualTo(100);
    assertThat(coverage.failedTests()).isEqualTo(1);
  }

  @Test
  void threadsAreWatched() throws InterruptedException {
    String tests =
        "import threading\nt = threading.Thread(target=sign, args=(1,))\nt.start()\nt.join()";

    assertThat(measure(SIGN, tests).orElseThrow().covered()).contains(3);
  }

  @Test
  void whatCannotBeMeasuredHasNoFigure() throws InterruptedException {
    assertThat(measure("def sign(", "sign(1)")).isEmpty();
    assertThat(measure("import os\nos._exit(0)", "pass")).isEmpty();
  }

  @Test
  void nonsenseOfAProgramIsHarmless() throws InterruptedException {
    String liar =
        """
        import os
        with open('coverage.json', 'w') as file:
            file.write('{"lines": [1], "seen": [1, 2, -3, "x", 1e99], "failures": -5}')
        os._exit(0)
        """;

    assertThat(measure(liar, "").orElseThrow())
        .isEqualTo(
            new LineCoverage(
                new java.util.TreeSet<>(java.util.Set.of(1)),
                new java.util.TreeSet<>(java.util.Set.of(1)),
                0));
  }

  private static Optional<LineCoverage> measure(String code, String tests)
      throws InterruptedException {
    PythonCoverage processor = new PythonCoverage();
    PythonCoverage.Subject subject = new PythonCoverage.Subject(code, tests);
    return processor.read(subject, executor.execute(processor.prepare(subject)));
  }
}
