package dev.sce.internal.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.Enforcement;
import dev.sce.Enforcement.By;
import dev.sce.ExecutionResult;
import dev.sce.Isolation;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.TrackedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A result comes back exactly as it was, or not at all. */
class ResultCodecTest {
  private static final Blob KEY = new KeyDigest("test").finish();
  private static final Blob BINARY = Blob.of(new byte[] {0, -1, (byte) 0xc3, 10, 13});

  private static ExecutionResult everything() {
    CommandResult first =
        CommandResult.builder(Outcome.SIGNALED)
            .returnCode(-11)
            .runtime(Duration.ofNanos(1_234_567_891L))
            .cpuTime(Duration.ofMillis(20))
            .peakMemory(DataSize.ofBytes(Long.MAX_VALUE))
            .out(new CapturedOutput(BINARY, true))
            .err(CapturedOutput.ofText("ein Fehler: \u00e4\ud83d\ude00"))
            .leftBehind(3)
            .launcher(Launcher.WARM)
            .build();
    CommandResult second = CommandResult.notStarted("half a pair: \ud800");
    return ExecutionResult.builder(Outcome.NOT_STARTED)
        .commandResults(List.of(first, second))
        .elapsed(Duration.ofSeconds(2, 5))
        .cwd(Path.of("/somewhere"))
        .trackedFiles(
            Map.of(
                "a.bin", TrackedFile.present(BINARY),
                "b", TrackedFile.absent(TrackedFile.State.TOO_LARGE),
                "c", TrackedFile.present(Blob.EMPTY)))
        .expectedNumCommands(7)
        .preprocessTime(Duration.ofNanos(1))
        .writingTime(Duration.ofNanos(2))
        .cleanupTime(Duration.ofNanos(3))
        .isolation(Isolation.NAMESPACES)
        .enforcement(new Enforcement(By.CGROUP, By.RUSAGE, By.RLIMIT))
        .retried(true)
        .error("why")
        .build();
  }

  @Test
  void everyFieldComesBack() throws IOException {
    ExecutionResult result = everything();
    assertThat(ResultCodec.decode(KEY, ResultCodec.encode(KEY, result))).isEqualTo(result);
    ExecutionResult empty = ExecutionResult.known(List.of());
    assertThat(ResultCodec.decode(KEY, ResultCodec.encode(KEY, empty))).isEqualTo(empty);
  }

  @Test
  void noChangedByteIsAccepted() {
    byte[] value = ResultCodec.encode(KEY, everything()).toByteArray();
    for (int i = 0; i < value.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = value.clone();
        changed[i] ^= (byte) (1 << bit);
        assertRefused(KEY, Blob.of(changed));
      }
    }
  }

  @Test
  void noCutOffOrLongerValueIsAccepted() {
    byte[] value = ResultCodec.encode(KEY, everything()).toByteArray();
    for (int length = 0; length < value.length; length++) {
      assertRefused(KEY, Blob.of(value, 0, length));
    }
    assertRefused(KEY, Blob.of(Arrays.copyOf(value, value.length + 1)));
  }

  @Test
  void aValueBelongsToItsKeyAlone() {
    Blob value = ResultCodec.encode(KEY, everything());
    assertRefused(new KeyDigest("other").finish(), value);
  }

  private static void assertRefused(Blob key, Blob value) {
    assertThatThrownBy(() -> ResultCodec.decode(key, value)).isInstanceOf(IOException.class);
  }
}
