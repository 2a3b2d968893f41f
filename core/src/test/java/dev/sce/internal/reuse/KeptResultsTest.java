package dev.sce.internal.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.Launcher;
import dev.sce.MemoryStores;
import dev.sce.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept, where, and what becomes of it when the store fails. */
class KeptResultsTest {
  private static final Path FOLDER = Path.of("/nowhere");

  private final MemoryStores.Store store = new MemoryStores.Store();
  private final AtomicLong clock = new AtomicLong();
  private final AtomicBoolean unchanged = new AtomicBoolean(true);

  private DiskResults disk() {
    return new DiskResults(FOLDER, store, unchanged::get, clock::get);
  }

  private static Blob key(int number) {
    return new KeyDigest("test").add(number).finish();
  }

  private static ExecutionResult result(Outcome outcome, int returnCode) {
    return ExecutionResult.known(
        List.of(
            CommandResult.builder(outcome)
                .returnCode(returnCode)
                .runtime(Duration.ofMillis(1))
                .out(CapturedOutput.ofText("x".repeat(1000)))
                .launcher(Launcher.EXEC)
                .build()));
  }

  private static ExecutionResult ok() {
    return result(Outcome.OK, 0);
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void theCacheKeepsNothingThatDependsOnTheMachinesLoad(Outcome outcome) {
    boolean kept =
        switch (outcome) {
          case OK, NONZERO_EXIT, MEMORY_LIMIT, OUTPUT_LIMIT, SIGNALED -> true;
          default -> false;
        };
    assertThat(ReusePolicy.onDisk(result(outcome, -11), false)).isEqualTo(kept);
    assertThat(ReusePolicy.inBatch(result(outcome, -11), false))
        .isEqualTo(!outcome.isInconclusive());
    assertThat(ReusePolicy.inBatch(result(outcome, -11), true)).isFalse();
  }

  @Test
  void aKillByTheMachineIsNotKept() {
    assertThat(ReusePolicy.onDisk(result(Outcome.SIGNALED, -9), false)).isFalse();
  }

  @Test
  void anEarlierCommandCountsToo() {
    List<CommandResult> commands = new ArrayList<>();
    commands.addAll(result(Outcome.TIME_LIMIT, -9).commandResults());
    commands.addAll(ok().commandResults());
    assertThat(ReusePolicy.onDisk(ExecutionResult.known(commands), false)).isFalse();
  }

  @Test
  void resultsReachTheStoreAfterAWhileAndAtTheEnd() {
    DiskResults disk = disk();
    disk.keep(key(1), ok());
    assertThat(store.values).isEmpty();
    assertThat(disk.find(key(1))).contains(ok());
    clock.addAndGet(3_000_000_000L);
    disk.keep(key(2), ok());
    assertThat(store.values).hasSize(2);
    disk.keep(key(3), ok());
    disk.close();
    assertThat(store.values).hasSize(3);
  }

  @Test
  void nothingIsKeptWhenTheToolsChangedMeanwhile() {
    DiskResults disk = disk();
    disk.keep(key(1), ok());
    unchanged.set(false);
    disk.close();
    assertThat(store.values).isEmpty();
  }

  @Test
  void aDamagedValueIsNotFoundAndEndsTheUse() {
    store.values.put(key(1), ResultCodec.encode(key(2), ok()));
    store.values.put(key(2), ResultCodec.encode(key(2), ok()));
    DiskResults disk = disk();
    assertThat(disk.find(key(2))).contains(ok());
    assertThat(disk.find(key(1))).isEmpty();
    assertThat(disk.find(key(2))).isEmpty();
  }

  @Test
  void aFailingStoreOnlyBecomesUseless() {
    DiskResults disk = disk();
    disk.keep(key(1), ok());
    store.failing = true;
    disk.close();
    DiskResults second = disk();
    assertThat(second.find(key(1))).isEmpty();
    second.keep(key(1), ok());
    second.close();
  }

  @Test
  void whatDoesNotFitIntoMemoryIsFoundInTheStore() {
    try (BatchResults batch = new BatchResults(10_000, () -> store)) {
      for (int i = 0; i < 100; i++) {
        batch.keep(key(i), ok());
      }
      assertThat(store.values).hasSizeGreaterThan(80);
      for (int i = 0; i < 100; i++) {
        assertThat(batch.find(key(i))).contains(ok());
      }
    }
  }

  @Test
  void aFullDiskLeavesTheBatchWithItsMemory() {
    try (BatchResults batch = new BatchResults(10_000, () -> store)) {
      store.failing = true;
      for (int i = 0; i < 100; i++) {
        batch.keep(key(i), ok());
      }
      assertThat(batch.find(key(99))).contains(ok());
      assertThat(batch.find(key(0))).isEmpty();
    }
  }
}
