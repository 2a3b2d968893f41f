package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.CodeExecutor;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.LimitOverrides;
import dev.sce.Outcome;
import dev.sce.spi.Backend;
import dev.sce.testkit.BackendFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Runs hostile programs in one slot, so that each follows the other where it ran.
 *
 * <p>After every test a program looks at all that the one before could have changed; it must see
 * exactly what the first program of the slot saw, in the same namespaces, so that no test passes
 * because the slot broke and was replaced. The machine must be as it was.
 */
abstract class SandboxFixture extends BackendFixture {
  private @Nullable List<String> clean;
  private @Nullable HostState host;

  @Override
  protected Backend open(ExecutionConfig config) throws IOException {
    return SandboxBackend.open(Isolation.NAMESPACES, config);
  }

  /** One worker: every program runs in the slot of the one before. */
  @Override
  protected ExecutionConfig config() {
    return ExecutionConfig.builder().workers(1).build();
  }

  @BeforeEach
  final void rememberWhatIsThere() {
    if (clean == null) {
      clean = footprint();
    }
    host = HostState.take();
  }

  @AfterEach
  final void nothingIsLeftBehind() {
    List<String> before = Objects.requireNonNull(clean);
    clean = null; // A slot that is no longer the same must fail this test, not all that follow.
    List<String> now = footprint();
    List<String> changes = new ArrayList<>(now);
    changes.removeAll(before);
    assertThat(changes).as("what the next program sees anew").isEmpty();
    assertThat(now).as("what the next program sees").containsExactlyElementsOf(before);
    HostState.take().requireSameAs(Objects.requireNonNull(host));
    clean = now;
  }

  private List<String> footprint() {
    CommandResult result = script("footprint.py");
    assertThat(result.outcome()).as(result.stderr()).isEqualTo(Outcome.OK);
    return result.stdout().lines().toList();
  }

  /** Runs Python code within the executor's limits. */
  protected final CommandResult python(String code) {
    return last(run(Executable.python(code)));
  }

  /** Returns the largest memory that a command was seen to have. */
  protected static long peakBytes(CommandResult result) {
    return result.peakMemory().orElseThrow().bytes();
  }

  /** Runs Python code within other limits. */
  protected final CommandResult python(String code, LimitOverrides limits) {
    Command command = Command.of("python3", "main.py").withLimits(limits);
    return last(run(Executable.builder().file("main.py", code).command(command).build()));
  }

  /** Runs one of the Python programs of the test resources. */
  protected final CommandResult script(String name, String... arguments) {
    return last(run(scripted(name, arguments).build()));
  }

  /** Returns a builder that runs one of the Python programs of the test resources. */
  protected static Executable.Builder scripted(String name, String... arguments) {
    Executable.Builder builder = Executable.builder().file(name, resource(name));
    String[] argv = new String[arguments.length + 1];
    argv[0] = name;
    System.arraycopy(arguments, 0, argv, 1, arguments.length);
    return builder.command("python3", argv);
  }

  /** Runs one of the C programs of the test resources; skips the test where there is no gcc. */
  protected final CommandResult c(String name, String... arguments) {
    return c(name, LimitOverrides.NONE, arguments);
  }

  /** Runs a C program within other limits. */
  protected final CommandResult c(String name, LimitOverrides limits, String... arguments) {
    Executable.Builder builder =
        Executable.builder()
            .file("program", HostCompiler.program(name))
            .command("chmod", "+x", "program")
            .command(Command.of("./program", arguments).withLimits(limits));
    ExecutionResult result = run(builder.build());
    assertThat(result.commandResults()).as(result.error().orElse("")).hasSize(2);
    return last(result);
  }

  /** Runs attempts of {@code attempts.c} or {@code attempts.py}; returns what came of each. */
  protected final Map<String, String> attempts(String... names) {
    return answers(c("attempts.c", names));
  }

  /** Reads lines {@code name=value} of a program that must have ended well. */
  protected static Map<String, String> answers(CommandResult result) {
    assertThat(result.outcome()).as("%s%s", result.stdout(), result.stderr()).isEqualTo(Outcome.OK);
    Map<String, String> answers = new LinkedHashMap<>();
    for (String line : result.stdout().lines().toList()) {
      List<String> parts = List.of(line.split("=", 2));
      assertThat(parts).as(line).hasSize(2);
      answers.put(parts.getFirst(), parts.getLast());
    }
    return answers;
  }

  /** Makes every attempt and requires the same answer of all. */
  protected final void requireAll(String answer, String... names) {
    requireAny(List.of(answer), names);
  }

  /** Makes every attempt and requires one of some answers of each. */
  protected final void requireAny(List<String> allowed, String... names) {
    assertThat(attempts(names))
        .containsOnlyKeys(names)
        .allSatisfy((name, value) -> assertThat(value).as(name).isIn(allowed));
  }

  /** Runs something with an executor of its own. */
  protected final void withExecutor(ExecutionConfig config, Use use) throws Exception {
    try (CodeExecutor own = CodeExecutor.create(config, open(config))) {
      use.with(own);
    }
  }

  /** Uses an executor. */
  protected interface Use {
    /** Uses it. */
    void with(CodeExecutor executor) throws Exception;
  }

  /** Returns a number of seconds that no other process on the machine sleeps, to find ours by. */
  protected static String uniqueSleep() {
    return "97" + ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000);
  }

  /** Whether a process of this machine has a word on its command line. */
  protected static boolean isAlive(String word) {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> HostState.commandLine(process.pid()).contains(word));
  }

  /** Returns the text of a program of the test resources. */
  static String resource(String name) {
    try (InputStream in = SandboxFixture.class.getResourceAsStream("/programs/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
