package dev.sce.judge.program;

import dev.sce.DataSize;
import dev.sce.Limits;
import dev.sce.judge.language.Program;
import java.time.Duration;
import java.util.List;

/**
 * A program that judges output, or talks with the programs it judges.
 *
 * @param program what it is
 * @param convention how it is called and how it answers
 * @param arguments what its author wants it to be called with, besides the files
 * @param limits limits of one run
 */
public record JudgeProgram(
    Program program, JudgeConvention convention, List<String> arguments, Limits limits) {
  /** What judges may use when nothing else is said. */
  public static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(60),
          null,
          DataSize.ofGibibytes(2),
          DataSize.ofMebibytes(1),
          64,
          DataSize.ofMebibytes(64));

  /** Copies the list. */
  public JudgeProgram {
    arguments = List.copyOf(arguments);
  }

  /** Returns a judge with the usual limits and no arguments of its own. */
  public static JudgeProgram of(Program program, JudgeConvention convention) {
    return new JudgeProgram(program, convention, List.of(), LIMITS);
  }
}
