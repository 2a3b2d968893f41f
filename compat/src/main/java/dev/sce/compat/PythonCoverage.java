package dev.sce.compat;

import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.TrackedFile;
import dev.sce.judge.resource.Resource;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the line coverage of a Python program under its tests with nothing but Python's standard
 * library.
 *
 * <p>Tests are statements, such as asserts; they see the program's names, and one that fails does
 * not keep the others from running.
 */
public final class PythonCoverage
    implements Processor<PythonCoverage.Subject, Optional<LineCoverage>> {

  /**
   * What is measured.
   *
   * @param code the program
   * @param tests Python statements that use the program's names, such as asserts
   */
  public record Subject(String code, String tests) {}

  private static final String RESULT = "coverage.json";
  private static final String MAIN = Resource.text(PythonCoverage.class, "main.py");

  /** Makes the processor; all are alike. */
  public PythonCoverage() {}

  @Override
  public String name() {
    return "py_coverage";
  }

  @Override
  public Class<Subject> inputType() {
    return Subject.class;
  }

  @Override
  public Executable prepare(Subject subject) {
    return Executable.builder()
        .file("main.py", MAIN)
        .file("solution.py", subject.code())
        .file("tests.py", subject.tests())
        .command("python3", "main.py")
        .track(RESULT)
        .build();
  }

  /**
   * Reads what was measured.
   *
   * @return empty when the program is none, was killed, or kept the result from being written
   */
  @Override
  public Optional<LineCoverage> read(Subject subject, ExecutionResult result) {
    TrackedFile file = result.trackedFiles().get(RESULT);
    if (file == null) {
      return Optional.empty();
    }
    return file.text().flatMap(PythonCoverage::parsed);
  }

  private static Optional<LineCoverage> parsed(String text) {
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      if (!json.path("lines").isArray() || !json.path("seen").isArray()) {
        return Optional.empty();
      }
      int failures = Math.max(0, json.path("failures").asInt(0));
      return Optional.of(
          new LineCoverage(numbers(json.path("lines")), numbers(json.path("seen")), failures));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static SortedSet<Integer> numbers(JsonNode list) {
    SortedSet<Integer> numbers = new TreeSet<>();
    list.forEach(number -> numbers.add(number.asInt(0)));
    numbers.removeIf(number -> number < 1);
    return numbers;
  }
}
