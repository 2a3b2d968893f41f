package dev.sce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({"0,0", "512,512", "1k,1024", "64m,67108864", "2G,2147483648", "1 MiB,1048576"})
  void sizesAreParsed(String text, long bytes) {
    assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "m", "-1", "1.5g", "1x", "99999999999999999999", "9223372036854775807k"})
  void whatIsNoSizeIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "1023", "1k", "1500", "64m", "2g", "3t"})
  void sizesPrintWhatTheyParse(String text) {
    assertThat(DataSize.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/etc/passwd", "../x", "a/../x", "a//b", "./a", "a/", "a\\b", "C:x", "a\0b"})
  void fileNamesThatLeaveTheDirectoryAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Executable.builder().file(name, "").build())
        .withMessageContaining("file name '");
    assertThatIllegalArgumentException().isThrownBy(() -> Executable.builder().track(name).build());
  }

  @Test
  void fileThatIsAlsoAFolderIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Executable.builder().file("a", "").file("a/b", "").build())
        .withMessageContaining("'a' is also the folder");
  }

  @Test
  void overlongFileNamesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Executable.builder().file("ü".repeat(128), "").build())
        .withMessageContaining("longer than 255 bytes");
  }

  @Test
  void configurationNamesOptionValueAndRange() {
    assertThatThrownBy(() -> ExecutionConfig.builder().workers(0).build())
        .hasMessage("workers must be between 1 and 4096, but is 0");
    assertThatThrownBy(() -> Limits.DEFAULT.withWallTime(Duration.ZERO))
        .hasMessageContaining("wallTime must be longer than 0");
    assertThatThrownBy(() -> Limits.DEFAULT.withMaxProcesses(0))
        .hasMessageContaining("maxProcesses must be between 1");
    assertThatThrownBy(() -> ExecutionConfig.builder().environment(Map.of("A=B", "")).build())
        .hasMessageContaining("'A=B'");
  }

  @Test
  void absentLimitsAreInherited() {
    LimitOverrides memory = LimitOverrides.NONE.withMemory(DataSize.ofMebibytes(5));
    Limits limits = memory.applyTo(Limits.DEFAULT);
    assertThat(limits.memory()).isEqualTo(DataSize.ofMebibytes(5));
    assertThat(limits.wallTime()).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.cpuTime()).isEqualTo(Limits.UNLIMITED);
    assertThat(LimitOverrides.NONE.applyTo(Limits.DEFAULT)).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void commandsCanLiftTheExecutorsLimits() {
    Limits executors =
        Limits.DEFAULT.withCpuTime(Duration.ofSeconds(1)).withStack(DataSize.ofMebibytes(64));
    LimitOverrides lifted =
        LimitOverrides.NONE.withCpuTime(Limits.UNLIMITED).withStack(Limits.STACK_FOLLOWS_MEMORY);
    assertThat(lifted.applyTo(executors)).isEqualTo(Limits.DEFAULT);
    assertThat(LimitOverrides.allOf(Limits.DEFAULT).applyTo(executors)).isEqualTo(Limits.DEFAULT);
    assertThatThrownBy(() -> LimitOverrides.NONE.withWallTime(Limits.UNLIMITED))
        .isInstanceOf(InvalidOptionException.class);
  }

  @Test
  void commandsWithNulOrNothingAreRefused() {
    assertThatThrownBy(() -> Command.of(List.of())).hasMessageContaining("name of a program");
    assertThatThrownBy(() -> Command.of("a", "b\0c")).hasMessageContaining("NUL");
    assertThatThrownBy(() -> Command.of("a").withNumTimes(0)).hasMessageContaining("numTimes");
  }

  @Test
  void defaultEarlyStopStopsForErrorsTimeoutsAndCodes() {
    assertThat(EarlyStop.DEFAULT.shouldStop(0, result(Outcome.OK, 0))).isFalse();
    assertThat(EarlyStop.DEFAULT.shouldStop(0, result(Outcome.NONZERO_EXIT, 1))).isTrue();
    assertThat(EarlyStop.DEFAULT.shouldStop(0, result(Outcome.TIME_LIMIT, -9))).isTrue();
    assertThat(EarlyStop.unlessReturnCode(1).shouldStop(0, result(Outcome.NONZERO_EXIT, 1)))
        .isFalse();
    EarlyStop lenient = new EarlyStop.Rule(null, false);
    assertThat(lenient.shouldStop(0, result(Outcome.TIME_LIMIT, -9))).isFalse();
    assertThat(lenient.shouldStop(0, result(Outcome.NONZERO_EXIT, 3))).isFalse();
    assertThat(lenient.shouldStop(0, CommandResult.notStarted("no"))).isTrue();
  }

  @Test
  void resultPropertiesSpeakOfTheLastCommand() {
    ExecutionResult result =
        ExecutionResult.known(List.of(result(Outcome.OK, 0), result(Outcome.TIME_LIMIT, -9)));
    assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
    assertThat(result.timedOut()).isTrue();
    assertThat(result.hadError()).isTrue();
    assertThat(result.lastCommand().orElseThrow().signal()).isEqualTo(9);
    assertThat(result.allHadReturnCode(0)).isFalse();
    assertThat(ExecutionResult.known(List.of()).hadError()).isFalse();
    assertThat(ExecutionResult.invalidResult().commandResults().getFirst().stdout())
        .isEqualTo("SyntaxError");
  }

  @Test
  void blobsAreImmutableAndCompareByContent() {
    byte[] bytes = {1, 2, 3};
    Blob blob = Blob.of(bytes);
    bytes[0] = 9;
    blob.toByteArray()[1] = 9;
    assertThat(blob)
        .isEqualTo(Blob.of(new byte[] {1, 2, 3}))
        .hasSameHashCodeAs(Blob.of(new byte[] {1, 2, 3}));
    assertThat(blob.isUtf8()).isTrue();
    assertThat(Blob.of(new byte[] {(byte) 0xff}).isUtf8()).isFalse();
    assertThat(Blob.ofText("ü").size()).isEqualTo(2);
  }

  @Test
  void automaticIsolationRefusesWithoutABackend() {
    assertThatThrownBy(() -> CodeExecutor.create(ExecutionConfig.defaults()))
        .isInstanceOf(IsolationUnavailableException.class)
        .hasMessageContaining("sce-sandbox")
        .hasMessageContaining("'none'");
  }

  private static CommandResult result(Outcome outcome, int code) {
    return CommandResult.builder(outcome).returnCode(code).launcher(Launcher.EXEC).build();
  }

  @Test
  void orderOfLimitsAndTimeoutDoesNotMatter() {
    LimitOverrides memory = LimitOverrides.NONE.withMemory(DataSize.ofGibibytes(1));
    Duration time = Duration.ofSeconds(30);
    ExecutionConfig.Builder before =
        ExecutionConfig.builder().defaultTimeout(time).overrideLimits(memory);
    ExecutionConfig.Builder after =
        ExecutionConfig.builder().overrideLimits(memory).defaultTimeout(time);
    assertThat(before.build().limits())
        .isEqualTo(after.build().limits())
        .isEqualTo(Limits.DEFAULT.withWallTime(time).withMemory(DataSize.ofGibibytes(1)));

    Command command = Command.of("true");
    assertThat(command.withTimeout(time).withLimits(memory))
        .isEqualTo(command.withLimits(memory).withTimeout(time))
        .extracting(Command::limits)
        .isEqualTo(memory.withWallTime(time));
  }

  @Test
  void filesThatNoArrayHoldsAreNotReadBack() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ExecutionConfig.builder().trackedFileLimit(DataSize.ofGibibytes(2)).build())
        .withMessageContaining("trackedFileLimit");
  }

  @Test
  void outputOfAResultWithoutCommandsIsEmpty() {
    assertThat(ExecutionResult.inconclusive(Outcome.SANDBOX_FAULT, "broken", 1).output()).isEmpty();
    assertThat(ExecutionResult.invalidResult().output()).isEqualTo("SyntaxError");
  }
}
