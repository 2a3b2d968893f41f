package dev.sce.judge.python;

import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.judge.Grade;
import dev.sce.judge.PeakMemory;
import dev.sce.judge.TestResult;
import dev.sce.judge.Verdict;
import dev.sce.support.Seconds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the judge wrote: a line when it is ready, a line for each test, one at the end.
 *
 * <p>Only the judge can write to that stream. Still a pass needs everything: the process ended by
 * itself with status 0, the last line is there, and every test that was asked for passed.
 *
 * @param result how the run went
 * @param ready whether the judge had begun; what fails before is not the sample's doing
 * @param tests the tests it got to
 * @param end its last line; absent when it did not come to its end
 */
public record PythonJudgeReport(
    CommandResult result, boolean ready, List<TestResult> tests, @Nullable JsonNode end) {

  private static final double LONGEST_SECONDS = 1e6;

  /** Reads what a run left; empty when the run itself failed, for our reasons. */
  static Optional<PythonJudgeReport> read(ExecutionResult execution) {
    Optional<CommandResult> last = execution.lastCommand();
    if (execution.outcome().isInconclusive() || last.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(read(last.get()));
  }

  private static PythonJudgeReport read(CommandResult result) {
    boolean ready = false;
    List<TestResult> tests = new ArrayList<>();
    JsonNode end = null;
    String text = result.stdout();
    // A last line without its end was cut off.
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      JsonNode json = parse(line);
      if (json.path("test").isString()) {
        tests.add(test(json));
      }
      ready |= json.has("ready");
      end = json.has("done") ? json : null;
    }
    boolean whole =
        result.outcome() == Outcome.OK && result.returnCode() == 0 && !result.out().truncated();
    return new PythonJudgeReport(result, ready, tests, whole ? end : null);
  }

  private static JsonNode parse(String line) {
    try {
      return Requests.MAPPER.readTree(line);
    } catch (JacksonException e) {
      return Requests.MAPPER.createObjectNode();
    }
  }

  private static TestResult test(JsonNode json) {
    double seconds = Math.clamp(json.path("seconds").asDouble(0), 0, LONGEST_SECONDS);
    Duration runtime = Seconds.toDuration(seconds);
    return new TestResult(
        json.path("test").asString(),
        verdict(json),
        runtime,
        null,
        json.path("text").asStringOpt().orElse(null));
  }

  private static Verdict verdict(JsonNode json) {
    String name = json.path("verdict").asStringOpt().orElse("");
    // One that does not exist is no reason to end anything but this sample.
    return Stream.of(Verdict.values())
        .filter(verdict -> verdict.name().equals(name))
        .findFirst()
        .orElse(Verdict.RUNTIME_ERROR);
  }

  /** Returns a field of the last line as text; absent when it is null or there is no such line. */
  @Nullable String field(String name) {
    return end == null || !end.hasNonNull(name) ? null : end.get(name).asString();
  }

  /** Returns the grade of a problem that is one single test. */
  static Grade grade(ExecutionResult execution) {
    return grade(execution, List.of());
  }

  /** Returns the grade of a problem with these tests. */
  public static Grade grade(ExecutionResult execution, List<String> names) {
    return read(execution)
        .map(report -> report.grade(names))
        .orElseGet(() -> Grade.of(Verdict.SANDBOX_FAULT, execution.error().orElse("")));
  }

  /** Returns the grade of a problem with these tests. */
  Grade grade(List<String> names) {
    Verdict verdict = end == null ? cutShort() : verdict(end);
    String text = end == null ? reason() : end.path("text").asStringOpt().orElse(null);
    List<TestResult> all = complete(names, verdict, text);
    if (verdict == Verdict.PASSED && !allPassed(all, names)) {
      // The sample ran beside the judge by then, so this is not for it to choose.
      verdict = Verdict.RUNTIME_ERROR;
      text = "the judge's report does not fit the problem";
    }
    if (field("lacking") != null) {
      all = all.stream().map(PythonJudgeReport::withoutVerdict).toList();
    }
    return new Grade(verdict, all, result.runtime(), PeakMemory.of(result), text);
  }

  /** What fails where a module of the data set is missing says nothing of the sample. */
  private static TestResult withoutVerdict(TestResult test) {
    return test.verdict() == Verdict.PASSED ? test : test.with(Verdict.MISSING_INFO, test.detail());
  }

  private static boolean allPassed(List<TestResult> tests, List<String> names) {
    return tests.stream().map(TestResult::name).toList().equals(names)
        && tests.stream().allMatch(test -> test.verdict() == Verdict.PASSED);
  }

  /** Adds the tests that it did not get to: the first of them is where it ended. */
  private List<TestResult> complete(List<String> names, Verdict verdict, @Nullable String text) {
    List<TestResult> all = new ArrayList<>();
    // Only the tests that were asked for, in their order; nothing else has a share in the score.
    while (all.size() < Math.min(names.size(), tests.size())
        && tests.get(all.size()).name().equals(names.get(all.size()))) {
      all.add(tests.get(all.size()));
    }
    int reached = all.size();
    for (int i = reached; i < names.size(); i++) {
      boolean decisive = i == reached && verdict != Verdict.PASSED;
      all.add(
          TestResult.notMeasured(
              names.get(i), decisive ? verdict : Verdict.SKIPPED, decisive ? text : null));
    }
    return all;
  }

  private Verdict cutShort() {
    if (!ready) {
      return Verdict.SANDBOX_FAULT;
    }
    return switch (result.outcome()) {
      case TIME_LIMIT, CPU_TIME_LIMIT -> Verdict.TIMED_OUT;
      case MEMORY_LIMIT -> Verdict.MEMORY_LIMIT;
      case OUTPUT_LIMIT -> Verdict.OUTPUT_LIMIT;
      // The sample had its hands in it, for instance by killing everything it could.
      default -> Verdict.RUNTIME_ERROR;
    };
  }

  private String reason() {
    String how = "ended by " + result.outcome() + " with return code " + result.returnCode();
    if (ready) {
      return how;
    }
    String err = result.stderr().strip();
    String tail = err.substring(Math.max(0, err.length() - 500));
    return "the judge could not begin: " + how + (tail.isEmpty() ? "" : ": " + tail);
  }
}
