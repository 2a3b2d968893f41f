package dev.sce.judge.python;

import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the detail of a failed sample says besides, where its cause is likely in how the samples
 * were made. A hint never changes a verdict.
 */
final class Hints {
  private static final Pattern UNDEFINED =
      Pattern.compile("NameError: name '(\\w+)' is not defined");

  /** Names that the harnesses of Python's sets import for themselves, and leave to the samples. */
  private static final Set<String> LEFT_BY_HARNESSES =
      Set.of(
          "Any",
          "Callable",
          "Dict",
          "Generator",
          "Iterable",
          "Iterator",
          "List",
          "Optional",
          "Set",
          "Tuple",
          "Union",
          "bisect",
          "collections",
          "copy",
          "datetime",
          "functools",
          "heapq",
          "itertools",
          "json",
          "math",
          "np",
          "numpy",
          "operator",
          "os",
          "random",
          "re",
          "string",
          "sys",
          "time",
          "Counter",
          "defaultdict",
          "deque",
          "inf");

  private static final List<String> SIGNS_OF_A_BODY =
      List.of("unexpected indent", "'return' outside function");

  private Hints() {}

  /**
   * Adds a hint to a grade.
   *
   * @param names what is said of names that harnesses leave around
   */
  static Grade added(Grade grade, Sample sample, String names) {
    return hint(grade, sample, names)
        .map(hint -> grade.withDetail(grade.detail() + "; " + hint))
        .orElse(grade);
  }

  private static Optional<String> hint(Grade grade, Sample sample, String names) {
    String detail = grade.detail();
    if (detail == null || grade.passed()) {
      return Optional.empty();
    }
    if (grade.verdict() == Verdict.COMPILE_ERROR) {
      return sample.complete() && SIGNS_OF_A_BODY.stream().anyMatch(detail::contains)
          ? Optional.of(
              "hint: this looks like the body of a function; what continues the prompt belongs"
                  + " into the field 'completion'")
          : Optional.empty();
    }
    Matcher undefined = UNDEFINED.matcher(detail);
    return undefined.find() && LEFT_BY_HARNESSES.contains(undefined.group(1))
        ? Optional.of(
            "hint: the sample does not import '"
                + undefined.group(1)
                + "', which the harnesses of some data sets leave around; "
                + names)
        : Optional.empty();
  }

  /** Returns a step whose grade, when it comes, has its hint. */
  static Step added(Step step, Sample sample, String names) {
    return switch (step) {
      case Step.Done done -> new Step.Done(added(done.grade(), sample, names));
      case Step.Run run ->
          new Step.Run(run.programs(), results -> added(run.then().apply(results), sample, names));
    };
  }
}
