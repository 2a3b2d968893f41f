package dev.sce.benchmarks;

import dev.sce.Command;
import dev.sce.Executable;
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

  /**
   * One command.
   *
   * @param stdout what it must print; it must also exit with status 0
   */
  record Step(List<String> argv, String stdin, String stdout) {}

  /**
   * What a contender reports about one command.
   *
   * @param launcher how it was started, as far as the contender says
   */
  record Seen(int returnCode, String stdout, String launcher) {}

  /** Returns a program in one Python file. */
  static Job python(String id, String code, String stdout) {
    return new Job(
        id, Map.of("main.py", code), List.of(new Step(List.of("python3", "main.py"), "", stdout)));
  }

  /** Returns it as the library takes it. */
  Executable executable() {
    Executable.Builder builder = Executable.builder();
    files.forEach(builder::file);
    steps.forEach(step -> builder.command(Command.of(step.argv).withStdin(step.stdin)));
    return builder.build();
  }

  /** Returns it as a row of {@code sce run} that says for itself what to run. */
  String jsonLine() {
    List<Map<String, Object>> commands =
        steps.stream()
            .map(step -> Map.<String, Object>of("command", step.argv, "stdin", step.stdin))
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
      right = seen.get(i).returnCode == 0 && seen.get(i).stdout.equals(steps.get(i).stdout);
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
