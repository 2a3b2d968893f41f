package dev.sce.eval.stdin;

import dev.sce.CommandResult;
import dev.sce.Outcome;
import dev.sce.eval.calls.Prelude;
import dev.sce.eval.resource.Resource;
import java.util.stream.Collectors;

/** The program that starts a sample with the names of its prelude. */
final class StdinDriver {
  private static final int NOT_A_PROGRAM = 86;
  private static final String MAIN =
      Resource.text(StdinDriver.class, "main.py").replace("#PRELUDE#", Prelude.source());

  private StdinDriver() {}

  static String source(StdinSettings settings) {
    String lines =
        settings.prelude().stream()
            .map(line -> "\"" + Prelude.checked(line) + "\",")
            .collect(Collectors.joining(" ", "(", ")"));
    return MAIN.replace("PRELUDE = ()", "PRELUDE = " + lines)
        .replace(
            "RETURN_ENDS = False",
            settings.returnEnds() ? "RETURN_ENDS = True" : "RETURN_ENDS = False")
        .replace("RECURSION_LIMIT = 0", "RECURSION_LIMIT = " + settings.recursionLimit());
  }

  static boolean notAProgram(CommandResult result) {
    return result.outcome() == Outcome.NONZERO_EXIT && result.returnCode() == NOT_A_PROGRAM;
  }
}
