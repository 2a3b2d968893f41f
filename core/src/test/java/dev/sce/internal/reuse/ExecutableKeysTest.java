package dev.sce.internal.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.DataSize;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.LimitOverrides;
import dev.sce.Warm;
import dev.sce.spi.WarmModule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Executables have the same key exactly when nothing that a run depends on differs. */
class ExecutableKeysTest {
  private static final ExecutionConfig CONFIG = ExecutionConfig.defaults();
  private static final Command COMMAND = Command.of("python3", "main.py", "x");

  private static Blob key(ExecutionConfig config, Isolation isolation, Executable executable) {
    return new ExecutableKeys(config, isolation, List.of()).of(executable).orElseThrow().digest();
  }

  private static Blob key(Executable executable) {
    return key(CONFIG, Isolation.NAMESPACES, executable);
  }

  private static Executable.Builder base() {
    return Executable.builder().file("a", "1").file("b", "2").command(COMMAND).track("t");
  }

  private static Executable with(Command command) {
    return Executable.builder().file("a", "1").file("b", "2").command(command).track("t").build();
  }

  private static void assertAllDiffer(List<Blob> keys) {
    assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
  }

  @Test
  void equalExecutablesHaveTheSameKey() {
    assertThat(key(base().build())).isEqualTo(key(base().build()));
    assertThat(key(with(COMMAND.withTimeout(Duration.ofSeconds(10)))))
        .isEqualTo(key(with(COMMAND)));
  }

  @Test
  void everyPartOfAnExecutableCounts() {
    LimitOverrides none = LimitOverrides.NONE;
    assertAllDiffer(
        List.of(
            key(base().build()),
            key(base().replaceFile("a", Blob.ofText("2")).build()),
            key(base().file("c", "").build()),
            key(base().track("u").build()),
            key(base().command(COMMAND).build()),
            key(base().earlyStop(EarlyStop.NEVER).build()),
            key(base().earlyStop(EarlyStop.unlessReturnCode(1)).build()),
            key(base().earlyStop(new EarlyStop.Rule(0, false)).build()),
            key(base().earlyStop(new EarlyStop.Rule(null, true)).build()),
            key(with(Command.of("python3", "main.py"))),
            key(with(Command.of("python3", "main.py", "y"))),
            key(with(COMMAND.withNumTimes(2))),
            key(with(COMMAND.withStdin("in"))),
            key(with(COMMAND.withEnvironment(Map.of("A", "1")))),
            key(with(COMMAND.withEnvironment(Map.of("A", "2")))),
            key(with(COMMAND.withTimeout(Duration.ofSeconds(1)))),
            key(with(COMMAND.withLimits(none.withCpuTime(Duration.ofSeconds(1))))),
            key(with(COMMAND.withLimits(none.withMemory(DataSize.ofMebibytes(5))))),
            key(with(COMMAND.withLimits(none.withOutput(DataSize.ofMebibytes(5))))),
            key(with(COMMAND.withLimits(none.withMaxProcesses(5)))),
            key(with(COMMAND.withLimits(none.withFileSize(DataSize.ofMebibytes(5)))))));
  }

  @Test
  void everySettingOfARunCounts() {
    List<Blob> keys = new ArrayList<>();
    List<UnaryOperator<ExecutionConfig.Builder>> changes =
        List.of(
            builder -> builder,
            builder -> builder.trackedFileLimit(DataSize.ofBytes(1)),
            builder -> builder.writableSize(DataSize.ofMebibytes(3)),
            builder -> builder.warm(Warm.OFF),
            builder -> builder.pinCpus(true),
            builder -> builder.preload(List.of("numpy")),
            builder -> builder.readOnlyPaths(List.of(Path.of("/opt"))),
            builder -> builder.retryStarved(false),
            builder -> builder.environment(Map.of("A", "1")),
            builder -> builder.defaultTimeout(Duration.ofSeconds(3)));
    for (UnaryOperator<ExecutionConfig.Builder> change : changes) {
      ExecutionConfig config = change.apply(ExecutionConfig.builder()).build();
      keys.add(key(config, Isolation.NAMESPACES, base().build()));
    }
    keys.add(key(CONFIG, Isolation.LANDLOCK, base().build()));
    assertAllDiffer(keys);
  }

  private record Ahead(String name, Blob source) implements WarmModule {}

  private static Blob keyWith(WarmModule... modules) {
    return new ExecutableKeys(CONFIG, Isolation.NAMESPACES, List.of(modules))
        .of(base().build())
        .orElseThrow()
        .digest();
  }

  @Test
  void whatIsInAModuleForWarmInterpretersCounts() {
    assertAllDiffer(
        List.of(
            keyWith(),
            keyWith(new Ahead("a", Blob.ofText("1"))),
            keyWith(new Ahead("a", Blob.ofText("2"))),
            keyWith(new Ahead("b", Blob.ofText("1"))),
            keyWith(new Ahead("a", Blob.ofText("1")), new Ahead("b", Blob.ofText("1")))));
    assertThat(keyWith(new Ahead("a", Blob.ofText("1"))))
        .isEqualTo(keyWith(new Ahead("a", Blob.ofText("1"))));
  }

  @Test
  void boundariesBetweenPartsCannotBeShifted() {
    assertAllDiffer(
        List.of(
            key(Executable.builder().file("a", "bc").command("x").build()),
            key(Executable.builder().file("ab", "c").command("x").build()),
            key(Executable.builder().file("a", "b").file("c", "").command("x").build()),
            key(Executable.builder().file("abc", "").command("x").build()),
            key(Executable.builder().command("x", "abc").build()),
            key(Executable.builder().command("x", "a", "bc").build()),
            key(Executable.builder().command("x").command("abc").build()),
            key(Executable.builder().command("x").track("abc").build()),
            key(Executable.builder().command("x").track("a", "bc").build())));
  }

  @Test
  void textThatUtf8CannotTellApartIsToldApart() {
    assertThat(key(with(Command.of("x", "\ud800")))).isNotEqualTo(key(with(Command.of("x", "?"))));
  }

  @Test
  void theEnvironmentIsWhatTheProgramGets() {
    ExecutionConfig config = ExecutionConfig.builder().environment(Map.of("A", "1")).build();
    Command same = COMMAND.withEnvironment(Map.of("A", "1"));
    assertThat(key(config, Isolation.NAMESPACES, with(COMMAND))).isEqualTo(key(with(same)));
  }

  @Test
  void functionsAreTheSameOnlyAsTheSameInstance() {
    ExecutableKeys keys = new ExecutableKeys(CONFIG, Isolation.NAMESPACES, List.of());
    UnaryOperator<String> strip = String::strip;
    EarlyStop rule = (index, result) -> index == 1;
    var key = keys.of(base().stdoutPostprocessor(strip).build()).orElseThrow();
    assertThat(key.lasting()).isFalse();
    assertThat(keys.of(base().stdoutPostprocessor(strip).build())).contains(key);
    UnaryOperator<String> other = text -> text.strip();
    assertThat(keys.of(base().stdoutPostprocessor(other).build()).orElseThrow()).isNotEqualTo(key);
    assertThat(keys.of(base().earlyStop(rule).build()).orElseThrow().lasting()).isFalse();
    assertThat(keys.of(base().earlyStop(EarlyStop.NEVER).build()).orElseThrow().lasting()).isTrue();
  }

  @Test
  void manyFunctionsAreNotRemembered() {
    ExecutableKeys keys = new ExecutableKeys(CONFIG, Isolation.NAMESPACES, List.of());
    for (int i = 0; i < 100; i++) {
      int number = i;
      var key = keys.of(base().earlyStop((index, result) -> index == number).build());
      assertThat(key.isPresent()).isEqualTo(i < 64);
    }
  }
}
