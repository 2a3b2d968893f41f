package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Outcome;
import dev.sce.judge.call.Prelude;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.resource.Resource;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** The program that starts a sample with the names of its prelude. */
final class StdinDriver {
  private static final int NOT_A_PROGRAM = 86;

  /** Python as the shipped table has it, whatever table the grader has. */
  private static final Language PYTHON = LanguageTable.standard().find("python").orElseThrow();

  private static final String MAIN =
      Resource.text(StdinDriver.class, "main.py").replace("#PRELUDE#", Prelude.source());

  private StdinDriver() {}

  private static String source(StdinSettings settings) {
    String lines =
        settings.prelude().stream()
            .map(line -> "\"" + Prelude.checked(line) + "\",")
            .collect(Collectors.joining(" ", "(", ")"));
    String source = with(MAIN, "PRELUDE", "()", lines);
    source = with(source, "RETURN_ENDS", "False", settings.returnEnds() ? "True" : "False");
    source = with(source, "RECURSION_LIMIT", "0", "" + settings.recursionLimit());
    return with(source, "INTEGER_DIGITS", "-1", "" + settings.integerDigits());
  }

  private static String with(String source, String name, String usual, String value) {
    String line = "\n" + name + " = " + usual + "\n";
    if (!source.contains(line)) {
      throw new IllegalStateException("the driver has no setting" + line);
    }
    return source.replace(line, "\n" + name + " = " + value + "\n");
  }

  /** Returns a sample behind its driver. */
  static SampleProgram program(StdinSettings settings, String code) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put("main.py", Blob.ofText(source(settings)));
    files.put("solution.py", Blob.ofText(code));
    return new SampleProgram(
        Build.of(new Program(PYTHON, files)),
        limits -> Command.of("python3", "main.py").withLimits(limits),
        StdinDriver::isNoProgram);
  }

  private static boolean isNoProgram(CommandResult result) {
    return result.outcome() == Outcome.NONZERO_EXIT && result.returnCode() == NOT_A_PROGRAM;
  }
}
