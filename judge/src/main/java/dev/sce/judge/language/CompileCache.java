package dev.sce.judge.language;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import dev.sce.judge.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Compiles programs that are used for many samples, such as judges and tests, once.
 *
 * <p>Each is compiled in a sandbox of its own, where no sample has ever been. Used by many threads;
 * one that comes while another compiles the same program waits for it, without a sandbox. Holds a
 * bounded number of programs. What the machine's load may have brought about, such as a limit that
 * a compiler met, is not kept: the next one tries again.
 */
public final class CompileCache {
  /**
   * A compiler's usual time, many times over; Go's library takes half a minute on a busy machine.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<Object, Compiled> known;
  private final BuildsInProgress inProgress = new BuildsInProgress(PATIENCE);

  /** Makes an empty cache that holds at most so many programs. */
  public CompileCache(int capacity) {
    known =
        Collections.synchronizedMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              @Override
              protected boolean removeEldestEntry(Map.Entry<Object, Compiled> eldest) {
                return size() > capacity;
              }
            });
  }

  /**
   * A program that can be run.
   *
   * @param files what it consists of
   * @param problem why it cannot be run, for people; absent when it can
   * @param decided whether that says something about the program, rather than about the moment: a
   *     compiler that came to its end does, one that met a limit does not
   */
  public record Compiled(
      SequencedMap<String, Blob> files, @Nullable String problem, boolean decided) {
    /** Makes one that is what it always will be. */
    public Compiled(SequencedMap<String, Blob> files, @Nullable String problem) {
      this(files, problem, true);
    }
  }

  /** Goes on with a compiled program, compiling it first where that is needed. */
  public Step with(Program program, Function<Compiled, Step> then) {
    return with(
        program,
        () -> executable(program),
        program.language().artifacts(),
        compiled ->
            then.apply(
                program.language().isCompiled() && !program.language().artifacts().isEmpty()
                    ? compiled
                    : new Compiled(program.files(), null)));
  }

  /**
   * Goes on with the files that an executable makes.
   *
   * @param key what the files depend on
   * @param maker makes the executable, of which every command must succeed
   * @param artifacts the names of the files; none: nothing is run
   */
  public Step with(
      Object key,
      Supplier<Executable> maker,
      List<String> artifacts,
      Function<Compiled, Step> then) {
    return with(key, maker, artifacts, UnaryOperator.identity(), then);
  }

  /**
   * Goes on with what is made of the files that an executable makes.
   *
   * @param key what the files depend on
   * @param maker makes the executable, of which every command must succeed
   * @param artifacts the names of the files; none: nothing is run
   * @param finish turns the files into those that are kept
   */
  public Step with(
      Object key,
      Supplier<Executable> maker,
      List<String> artifacts,
      UnaryOperator<SequencedMap<String, Blob>> finish,
      Function<Compiled, Step> then) {
    if (artifacts.isEmpty()) {
      return then.apply(new Compiled(new LinkedHashMap<>(), null));
    }
    Compiled compiled = known.get(key);
    if (compiled == null) {
      inProgress.begin(key);
      compiled = known.get(key);
    }
    if (compiled != null) {
      inProgress.end(key);
      return then.apply(compiled);
    }
    return Step.run(
        maker.get(),
        result -> {
          Compiled read = read(result, artifacts);
          Compiled made = new Compiled(finish.apply(read.files()), read.problem(), read.decided());
          if (made.decided()) {
            known.put(key, made);
          }
          inProgress.end(key);
          return then.apply(made);
        });
  }

  private static Executable executable(Program program) {
    List<Command> commands = new ArrayList<>(program.compileCommands());
    return Executable.builder()
        .files(program.files())
        .commands(commands)
        .track(program.language().artifacts().toArray(String[]::new))
        .build();
  }

  private static Compiled read(ExecutionResult result, List<String> artifacts) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    if (result.hadError()) {
      boolean decided =
          result.outcome() == Outcome.NONZERO_EXIT || result.outcome() == Outcome.NOT_STARTED;
      return new Compiled(files, CompileMessage.of(result), decided);
    }
    for (String name : artifacts) {
      TrackedFile file = result.trackedFiles().get(name);
      if (file == null || file.content() == null) {
        String state = file == null ? "MISSING" : file.state().name();
        return new Compiled(files, "the compiler's output " + name + " is " + state);
      }
      files.put(name, file.content());
    }
    return new Compiled(files, null);
  }
}
