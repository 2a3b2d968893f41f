package dev.sce.judge.program;

import dev.sce.Blob;
import java.util.List;

/**
 * One test of programs.
 *
 * @param name its name within the problem, for example {@code secret/01}
 * @param input what the program reads
 * @param answer what is expected, or what the judge is told
 * @param arguments what the program is called with
 * @param judgeArguments what the problem's judge is called with at this test, after its own
 */
public record ProgramTest(
    String name, Blob input, Blob answer, List<String> arguments, List<String> judgeArguments) {

  /** Copies the lists. */
  public ProgramTest {
    arguments = List.copyOf(arguments);
    judgeArguments = List.copyOf(judgeArguments);
  }

  /** Makes a test without arguments. */
  public ProgramTest(String name, Blob input, Blob answer) {
    this(name, input, answer, List.of(), List.of());
  }

  /** Makes a test of texts, without arguments. */
  public static ProgramTest ofText(String name, String input, String answer) {
    return new ProgramTest(name, Blob.ofText(input), Blob.ofText(answer));
  }

  /** Returns this test with another input. */
  ProgramTest withInput(Blob other) {
    return new ProgramTest(name, other, answer, arguments, judgeArguments);
  }
}
