package dev.sce.server.programs;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.LimitOverrides;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A program in a language of the table, with its input and limits, as a request gives it.
 *
 * @param language what it is written in
 * @param files its files; the first one that is source text of the language is the main one
 * @param arguments what comes after the program's name
 * @param stdin its standard input
 * @param compileLimits limits of each compile command that differ from the language's
 * @param runLimits limits of the run that differ from the server's
 * @param tracked files to read back
 */
public record Source(
    Language language,
    SequencedMap<String, Blob> files,
    List<String> arguments,
    Blob stdin,
    LimitOverrides compileLimits,
    LimitOverrides runLimits,
    List<String> tracked) {
  /** Copies the collections. */
  public Source {
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
    arguments = List.copyOf(arguments);
    tracked = List.copyOf(tracked);
  }

  /** Returns a program of one text, without input, within the usual limits. */
  public static Source of(Language language, String code) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    files.put(language.source(), Blob.ofText(code));
    LimitOverrides none = LimitOverrides.NONE;
    return new Source(language, files, List.of(), Blob.EMPTY, none, none, List.of());
  }

  /** Returns this program with another standard input. */
  public Source withStdin(Blob input) {
    return new Source(language, files, arguments, input, compileLimits, runLimits, tracked);
  }

  /** Returns this program with limits. */
  public Source withLimits(LimitOverrides compile, LimitOverrides run) {
    return new Source(language, files, arguments, stdin, compile, run, tracked);
  }

  /**
   * Returns the program as the table's language sees it.
   *
   * @throws IllegalArgumentException if a file's name is not allowed
   */
  Program program() {
    return new Program(language, files);
  }

  /** Returns the commands that compile it. */
  List<Command> compileCommands(Program program) {
    return program.compileCommands().stream().map(each -> each.withLimits(compileLimits)).toList();
  }

  /** Returns the command that runs it. */
  Command runCommand(Program program) {
    LimitOverrides memoryOnly = LimitOverrides.NONE.withMemory(runLimits.memory().orElse(null));
    Command usual = program.runCommand(memoryOnly);
    List<String> argv = new ArrayList<>(usual.argv());
    argv.addAll(arguments);
    return Command.of(argv)
        .withEnvironment(usual.environment())
        .withLimits(usual.limits())
        .withLimits(runLimits.withMemory(null))
        .withStdin(stdin);
  }
}
