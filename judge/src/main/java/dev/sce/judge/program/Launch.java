package dev.sce.judge.program;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.Limits;
import dev.sce.judge.Sample;
import dev.sce.judge.call.Python3;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a sample is started.
 *
 * @param files what it needs
 * @param compile commands that run once, before all tests
 * @param run makes the command of one test, within its limits
 * @param program the sample as a program of the table; absent for Python, which has a driver
 */
record Launch(
    SequencedMap<String, Blob> files,
    List<Command> compile,
    Function<Limits, Command> run,
    @Nullable Program program) {
  /** Returns how to start a sample; empty when its language is not known. */
  static Optional<Launch> of(LanguageTable languages, StdinTask task, Sample sample) {
    String language = sample.language();
    String code = sample.complete() ? sample.code() : task.prompt() + sample.code();
    if (language == null || Python3.is(language)) {
      return Optional.of(python(task, code));
    }
    return languages
        .find(language)
        .map(found -> Program.of(found, code))
        .map(
            program ->
                new Launch(
                    program.files(), program.compileCommands(), program::runCommand, program));
  }

  /** Returns the table's entry that a sample is run by; Python has a driver of its own instead. */
  static Optional<Language> language(LanguageTable languages, Sample sample) {
    String name = sample.language();
    return name == null || Python3.is(name) ? Optional.empty() : languages.find(name);
  }

  private static Launch python(StdinTask task, String code) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put("main.py", Blob.ofText(StdinDriver.source(task.settings())));
    files.put("solution.py", Blob.ofText(code));
    return new Launch(
        files, List.of(), limits -> Command.of("python3", "main.py").withLimits(limits), null);
  }
}
