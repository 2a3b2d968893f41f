package dev.sce.judge.program;

import dev.sce.CommandResult;
import dev.sce.judge.Verdict;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns how a command ended into what is said of a test. */
final class RunVerdicts {
  private static final int LONGEST = 300;

  private RunVerdicts() {}

  /** Returns the verdict of a run that is not judged by its output; PASSED when it ended well. */
  static Verdict of(CommandResult result) {
    return switch (result.outcome()) {
      case OK -> Verdict.PASSED;
      case NONZERO_EXIT, SIGNALED, NOT_STARTED -> Verdict.RUNTIME_ERROR;
      case TIME_LIMIT, CPU_TIME_LIMIT -> Verdict.TIMED_OUT;
      case MEMORY_LIMIT -> Verdict.MEMORY_LIMIT;
      case OUTPUT_LIMIT -> Verdict.OUTPUT_LIMIT;
      case CANCELLED, SANDBOX_FAULT, INVALID_INPUT -> Verdict.SANDBOX_FAULT;
    };
  }

  /** Returns a message for a run that did not end well; absent when it did. */
  static @Nullable String detail(CommandResult result) {
    return switch (result.outcome()) {
      case OK -> null;
      case NONZERO_EXIT -> "exit status " + result.returnCode() + lastLine(result);
      case SIGNALED -> "signal " + result.signal() + lastLine(result);
      case NOT_STARTED -> "could not be started any more: " + result.error().orElse("");
      case TIME_LIMIT, CPU_TIME_LIMIT -> "ran longer than allowed";
      case MEMORY_LIMIT -> "used more memory than allowed";
      case OUTPUT_LIMIT -> "printed more than allowed";
      case CANCELLED, SANDBOX_FAULT, INVALID_INPUT -> result.error().orElse(null);
    };
  }

  private static String lastLine(CommandResult result) {
    Stream<String> lines = result.stderr().lines().map(String::strip);
    String last = lines.filter(line -> !line.isEmpty()).reduce((_, line) -> line).orElse("");
    String cut = last.length() > LONGEST ? last.substring(0, LONGEST) + "…" : last;
    return cut.isEmpty() ? "" : ": " + cut;
  }
}
