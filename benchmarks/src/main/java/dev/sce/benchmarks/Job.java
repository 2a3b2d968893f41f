package dev.sce.benchmarks;

import dev.sce.Command;
import dev.sce.Executable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * One program to run, in the form that every contender takes, with what it must print.
 *
 * @param files text by name
 * @param steps its commands, in order; {@code python3} stands for the interpreter of the comparison
 */
record Job(String id, Map<String, String> files, List<Step> steps) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int USUAL_TIMEOUT = 10;

  /**
   * One command.
   *
   * @param stdout what it must print; it must also exit with status 0
   * @param timeout wall-clock seconds that it may take
   * @param endless whether it never ends by itself and must be reported as timed out
   */
  record Step(List<String> argv, String stdin, String stdout, int timeout, boolean endless) {
    /** Returns a command that ends well within the usual time. */
    static Step of(List<String> argv, String stdin, String stdout) {
      return new Step(argv, stdin, stdout, USUAL_TIMEOUT, false);
    }

    /** Returns a command that must be stopped. */
    static Step endless(List<String> argv, int timeout) {
      return new Step(argv, "", "", timeout, true);
    }

    private boolean isRight(Seen seen) {
      return seen.timedOut == endless
          && (endless || (seen.returnCode == 0 && seen.stdout.equals(stdout)));
    }
  }

  /**
   * What a contender reports about one command.
   *
   * @param launcher how it was started, as far as the contender says
   */
  record Seen(int returnCode, String stdout, boolean timedOut, String launcher) {}

  /** Returns a program in one Python file. */
  static Job python(String id, String code, String stdout) {
    return new Job(
        id, Map.of("main.py", code), List.of(Step.of(List.of("python3", "main.py"), "", stdout)));
  }

  /** Returns it as the library takes it. */
  Executable executable() {
    Executable.Builder builder = Executable.builder();
    files.forEach(builder::file);
    for (Step step : steps) {
      Duration timeout = Duration.ofSeconds(step.timeout);
      builder.command(Command.of(step.argv).withStdin(step.stdin).withTimeout(timeout));
    }
    return builder.build();
  }

  /** Returns it as a row of {@code sce run} that says for itself what to run. */
  String jsonLine() {
    List<Map<String, Object>> commands =
        steps.stream()
            .map(
                step ->
                    Map.<String, Object>of(
                        "command", step.argv, "stdin", step.stdin, "timeout", step.timeout))
            .toList();
    return JSON.writeValueAsString(Map.of("id", id, "files", files, "commands", commands));
  }

  /**
   * Compares what happened with what must happen.
   *
   * @throws IllegalStateException at the first difference: a contender that is wrong is not
   *     measured
   */
  void check(String contender, List<Seen> seen) {
    boolean right = seen.size() == steps.size();
    for (int i = 0; right && i < seen.size(); i++) {
      right = steps.get(i).isRight(seen.get(i));
    }
    if (!right) {
      String what = seen.toString();
      throw new IllegalStateException(
          contender
              + ", program "
              + id
              + ": wrong result "
              + what.substring(0, Math.min(what.length(), 2000)));
    }
  }
}
