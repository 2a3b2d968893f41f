package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Outcome;
import dev.sce.judge.call.Prelude;
import dev.sce.judge.call.PythonSettings;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.resource.Resource;
import java.util.LinkedHashMap;

/** The program that starts a sample with the names of its prelude. */
final class StdinDriver {
  private static final int NOT_A_PROGRAM = 86;
  private static final Blob HARNESS = Blob.ofText(Resource.text(StdinDriver.class, "harness.py"));
  private static final Blob MAIN = Blob.ofText(Resource.text(StdinDriver.class, "main.py"));

  /** Python as the shipped table has it, whatever table the grader has. */
  private static final Language PYTHON = LanguageTable.standard().find("python").orElseThrow();

  private StdinDriver() {}

  /** Returns a sample behind its driver. */
  static SampleProgram program(StdinSettings settings, String code) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put("main.py", settings.harness() == StdinHarness.NONE ? MAIN : HARNESS);
    files.put(Prelude.FILE, Prelude.SOURCE);
    files.put("settings.txt", Blob.ofText(text(settings)));
    files.put("solution.py", Blob.ofText(code));
    return new SampleProgram(
        Build.of(new Program(PYTHON, files)),
        limits -> Command.of("python3", "main.py").withLimits(limits),
        StdinDriver::isNoProgram);
  }

  /** Returns what the driver reads before there is a program: a name and a value on each line. */
  private static String text(StdinSettings all) {
    PythonSettings settings = all.python();
    StringBuilder lines =
        new StringBuilder()
            .append("recursion_limit " + settings.recursionLimit() + "\n")
            .append("integer_digits " + settings.integerDigits() + "\n")
            .append("return_ends " + (all.returnEnds() ? 1 : 0) + "\n");
    if (all.harness() != StdinHarness.NONE) {
      lines.append("harness " + all.harness().name() + "\n");
    }
    settings.prelude().forEach(line -> lines.append("prelude " + line + "\n"));
    return lines.toString();
  }

  private static boolean isNoProgram(CommandResult result) {
    return result.outcome() == Outcome.NONZERO_EXIT && result.returnCode() == NOT_A_PROGRAM;
  }
}
