package dev.sce.judge.program;

import dev.sce.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * Files by which a program gets its input and leaves its output, where a problem does not want
 * standard input and output.
 *
 * @param input the name of the file that holds a test's input
 * @param output the name of the file whose content is judged; without it the output is empty
 */
public record ProgramFiles(String input, String output) {
  /** The names that Codeforces uses. */
  public static final ProgramFiles CODEFORCES = new ProgramFiles("input.txt", "output.txt");

  /**
   * Puts standard input into the one file, runs the program, and prints the other. All of it is in
   * the program's own sandbox and within its limits, so a program that meddles with it only changes
   * its own output. What is no regular file, such as a pipe, is not waited for.
   */
  private static final String SCRIPT =
      """
      input=$1 output=$2; shift 2
      cat > "$input" || exit
      "$@" < /dev/null > /dev/null || exit
      [ ! -f "$output" ] || exec cat "$output"
      """;

  /** Returns a command that reads standard input and prints, around one that uses the files. */
  Command around(Command run) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", input, output));
    argv.addAll(run.argv());
    return Command.of(argv).withEnvironment(run.environment()).withLimits(run.limits());
  }
}
