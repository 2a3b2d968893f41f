package dev.sce.examples;

import dev.sce.CodeExecutor;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import java.util.List;

/** The lines with which the README begins; a test compares the two and runs them. */
public final class SixLines {
  private SixLines() {}

  /** Runs three programs and prints how each ended and what it printed. */
  public static void main(String[] args) throws Exception {
    // README begin
    var config = ExecutionConfig.defaults();
    var programs = List.of("print('Hello, World!')", "print(5 * 2)", "print('bye'); exit(3)");
    var batch = CodeExecutor.executePredictions(config, programs, Executable::python, (p, r) -> r);
    for (ExecutionResult run : batch.results()) {
      System.out.println(run.outcome() + " " + run.output().strip());
    }
    // README end
  }
}
