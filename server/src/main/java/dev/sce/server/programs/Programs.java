package dev.sce.server.programs;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import dev.sce.judge.language.Program;
import dev.sce.server.http.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Compiles and runs programs of requests. Safe for use by many threads. */
public final class Programs {
  private static final long BUILDS_KEPT = 64L << 20;

  private final Turns turns;
  private final Builds builds =
      new Builds(Math.min(BUILDS_KEPT, Runtime.getRuntime().maxMemory() / 16));

  /** Makes programs that wait for their turns. */
  public Programs(Turns turns) {
    this.turns = turns;
  }

  /** Returns the turns. */
  public Turns turns() {
    return turns;
  }

  /**
   * Compiles a program if need be, and runs it, when it is the caller's turn.
   *
   * @throws IllegalArgumentException if a name of a file or an argument is not allowed
   */
  public Ran run(Caller caller, Source source) throws Refusal, InterruptedException {
    Program program = source.program();
    Command run = source.runCommand(program);
    if (!program.language().isCompiled()) {
      ExecutionResult result =
          turns.run(caller, executable(program, List.of(run), source.tracked()));
      return new Ran(program.language(), Optional.empty(), result.lastCommand(), result);
    }
    List<Command> compile = source.compileCommands(program);
    return program.language().artifacts().isEmpty()
        ? together(caller, source, program, compile, run)
        : apart(caller, source, program, compile, run);
  }

  /** Compiles and runs in one sandbox. */
  private Ran together(
      Caller caller, Source source, Program program, List<Command> compile, Command run)
      throws Refusal, InterruptedException {
    Executable executable =
        executable(program, compile, source.tracked()).toBuilder().command(run).build();
    ExecutionResult result = turns.run(caller, executable);
    List<CommandResult> all = result.commandResults();
    Optional<CommandResult> compiled =
        all.isEmpty()
            ? Optional.empty()
            : Optional.of(all.get(Math.min(compile.size(), all.size()) - 1));
    Optional<CommandResult> ran =
        all.size() > compile.size() ? Optional.of(all.getLast()) : Optional.empty();
    return new Ran(program.language(), compiled, ran, result);
  }

  /** Runs, in a sandbox of its own, what was compiled now or for an earlier request. */
  private Ran apart(
      Caller caller, Source source, Program program, List<Command> compile, Command run)
      throws Refusal, InterruptedException {
    ExecutionResult[] fault = new ExecutionResult[1];
    Builds.Built built =
        builds.get(
            caller,
            List.of(program.files(), compile),
            () -> {
              ExecutionResult result =
                  turns.prepare(
                      caller, executable(program, compile, program.language().artifacts()));
              fault[0] = result;
              return built(program, result);
            });
    if (built.result().outcome() != Outcome.OK) {
      ExecutionResult whole =
          fault[0] == null ? ExecutionResult.known(List.of(built.result())) : fault[0];
      turns.ended(whole.outcome());
      return new Ran(program.language(), Optional.of(built.result()), Optional.empty(), whole);
    }
    Executable.Builder executable =
        Executable.builder()
            .files(built.files())
            .command(executableBits(built))
            .command(run)
            .track(source.tracked());
    program.files().forEach((name, content) -> addUnlessThere(executable, built, name, content));
    ExecutionResult result = turns.run(caller, executable.build());
    ExecutionResult whole =
        result.toBuilder().elapsed(result.elapsed().plus(built.result().runtime())).build();
    return new Ran(program.language(), Optional.of(built.result()), whole.lastCommand(), whole);
  }

  /** Files are written as data, whatever the compiler made of them. */
  private static Command executableBits(Builds.Built built) {
    List<String> argv = new ArrayList<>(List.of("chmod", "+x"));
    argv.addAll(built.files().keySet());
    return Command.of(argv);
  }

  /** The other files of a program may be data that it reads. */
  private static void addUnlessThere(
      Executable.Builder executable, Builds.Built built, String name, Blob content) {
    if (!built.files().containsKey(name)) {
      executable.file(name, content);
    }
  }

  private static Builds.Built built(Program program, ExecutionResult result) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    long size = program.files().values().stream().mapToLong(Blob::size).sum();
    CommandResult compiled =
        result
            .lastCommand()
            .orElseGet(() -> CommandResult.unrun(result.outcome(), result.error().orElse("")));
    if (result.hadError()) {
      return new Builds.Built(compiled, files, size);
    }
    for (String name : program.language().artifacts()) {
      TrackedFile file = result.trackedFiles().get(name);
      Blob content = file == null ? null : file.content();
      if (content == null) {
        String why = "the compiler's output " + name + " is missing or too large";
        return new Builds.Built(
            CommandResult.unrun(Outcome.SANDBOX_FAULT, why), new LinkedHashMap<>(), size);
      }
      files.put(name, content);
    }
    return new Builds.Built(compiled, files, size);
  }

  private static Executable executable(
      Program program, List<Command> commands, List<String> tracked) {
    return Executable.builder().files(program.files()).commands(commands).track(tracked).build();
  }
}
