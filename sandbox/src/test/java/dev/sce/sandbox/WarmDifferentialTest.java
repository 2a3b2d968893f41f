package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.CodeExecutor;
import dev.sce.CommandResult;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.TrackedFile;
import dev.sce.Warm;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same programs with a warm interpreter and with a fresh one: nothing that can be seen may
 * differ. On the caller's own CPython, the oldest and the newest of this machine; on all of them
 * with {@code -Dsce.warm.python=.} (a regular expression that chooses).
 *
 * <p>{@code -Dsce.warm.case=REGEX} tries some programs only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LeakCheck.class)
@Tag("slow")
class WarmDifferentialTest {
  private static final String PYTHONS = System.getProperty("sce.warm.python", "");

  /** Read once, so that the tests of a case know each other's runs. */
  private static final List<WarmCase> CASES =
      WarmCase.all().stream()
          .filter(c -> matches(System.getProperty("sce.warm.case", ""), c.toString()))
          .toList();

  /** What both ways gave. */
  private record Runs(ExecutionResult cold, ExecutionResult warm) {}

  /** Two executors that differ in nothing but the way programs are started. */
  private record Pair(WarmPython python, CodeExecutor cold, CodeExecutor warm) {
    static Pair open(WarmPython python) throws IOException {
      CodeExecutor cold = executor(python, Warm.OFF);
      try {
        return new Pair(python, cold, executor(python, Warm.AUTO));
      } catch (IOException | RuntimeException e) {
        cold.close();
        throw e;
      }
    }

    private static CodeExecutor executor(WarmPython python, Warm warm) throws IOException {
      ExecutionConfig config = python.config(warm).build();
      return CodeExecutor.create(config, SandboxBackend.open(Isolation.NAMESPACES, config));
    }

    void close() {
      cold.close();
      warm.close();
    }
  }

  /** Both tests of a case look at the same runs. */
  private final Map<List<Object>, Runs> done = new HashMap<>();

  private @Nullable Pair pair;

  static Stream<Arguments> casesOfAllInterpreters() {
    List<WarmPython> pythons = PYTHONS.isEmpty() ? WarmPython.few() : WarmPython.all();
    return pythons.stream()
        .filter(python -> matches(PYTHONS, python.toString()))
        .flatMap(
            python ->
                CASES.stream().filter(c -> c.isFor(python)).map(c -> Arguments.of(python, c)));
  }

  private static boolean matches(String pattern, String name) {
    return Pattern.compile(pattern).matcher(name).find();
  }

  @AfterAll
  void closeExecutors() {
    if (pair != null) {
      pair.close();
    }
  }

  /** Interpreters come one after the other, so two executors are open at a time. */
  private synchronized Pair pairOf(WarmPython python) throws IOException {
    if (pair == null || !pair.python.equals(python)) {
      closeExecutors();
      pair = null;
      pair = Pair.open(python);
    }
    return pair;
  }

  private Runs runs(WarmPython python, WarmCase program) throws Exception {
    List<Object> key = List.of(python, program);
    Runs runs = done.get(key);
    if (runs == null) {
      Pair executors = pairOf(python);
      Future<ExecutionResult> cold = executors.cold.submit(program.executable(python));
      Future<ExecutionResult> warm = executors.warm.submit(program.executable(python));
      runs = new Runs(cold.get(), warm.get());
      done.put(key, runs);
    }
    return runs;
  }

  /** Everything of a result that must be equal, in a form that is good to read. */
  private static Map<String, String> seen(WarmCase program, ExecutionResult result) {
    Map<String, String> seen = new TreeMap<>();
    List<CommandResult> commands = result.commandResults();
    for (int i = 0; i < commands.size(); i++) {
      CommandResult command = commands.get(i);
      String name = "command " + i + " ";
      seen.put(name + "outcome", command.outcome() + " " + command.returnCode());
      seen.put(name + "stdout", program.comparable(command.out().content()));
      seen.put(name + "stderr", program.comparable(command.err().content()));
      seen.put(name + "truncated", command.out().truncated() + " " + command.err().truncated());
      seen.put(name + "error", "" + command.error());
    }
    for (Map.Entry<String, TrackedFile> file : result.trackedFiles().entrySet()) {
      TrackedFile content = file.getValue();
      String text = content.content() == null ? "" : program.comparable(content.content());
      seen.put("file " + file.getKey(), content.state() + " " + text);
    }
    seen.put("outcome", result.outcome() + " " + result.error());
    return seen;
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("casesOfAllInterpreters")
  void programDoesTheSameWarmAndCold(WarmPython python, WarmCase program) throws Exception {
    Runs runs = runs(python, program);
    Map<String, String> cold = seen(program, runs.cold);
    Map<String, String> warm = seen(program, runs.warm);
    assertThat(warm.keySet()).isEqualTo(cold.keySet());
    List<String> differences = new ArrayList<>();
    cold.forEach(
        (name, value) -> {
          if (!value.equals(warm.get(name))) {
            differences.add(name + ":\n" + LineDifference.of(value, "" + warm.get(name)));
          }
        });
    assertThat(differences).as("what differs: - cold, + warm").isEmpty();
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("casesOfAllInterpreters")
  void programIsStartedWarmWhereThatShowsTheSame(WarmPython python, WarmCase program)
      throws Exception {
    Runs runs = runs(python, program);
    assertThat(runs.cold.commandResults())
        .allSatisfy(command -> assertThat(command.launcher()).isIn("exec", "none"));
    List<CommandResult> commands = runs.warm.commandResults();
    for (int i = 0; i < commands.size(); i++) {
      WarmCase.Step step = program.steps().get(i);
      if (!step.launcher().equals("any")) {
        assertThat(commands.get(i).launcher())
            .as("launcher of %s", step.argv())
            .isEqualTo(step.launcher());
      }
    }
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("casesOfAllInterpreters")
  void caseTriesWhatItSaysItTries(WarmPython python, WarmCase program) throws Exception {
    // A program that ends in a way of its own is fine; one that nobody could start tests nothing.
    assertThat(runs(python, program).cold.commandResults())
        .isNotEmpty()
        .allSatisfy(command -> assertThat(command.error()).as("not run").isNull());
  }

  @Test
  void atLeastTwoVersionsAreTried() {
    List<WarmPython> found = WarmPython.all();
    assertThat(found).as("CPython 3.8 or later: apt-get install python3").isNotEmpty();
    assumeTrue(
        found.size() > 1,
        "only CPython "
            + found
            + " is tried; install another version, for example with `pyenv install 3.12` or as"
            + " /usr/bin/python3.N");
    assertThat(found.stream().map(WarmPython::version).distinct()).hasSizeGreaterThan(1);
  }
}
