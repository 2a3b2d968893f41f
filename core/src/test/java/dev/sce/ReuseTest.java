package dev.sce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.spi.BackendException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Identical executables are run once, and whoever shares a run depends on nobody else. */
@Timeout(60)
class ReuseTest {
  private static final ExecutionConfig DEDUPE =
      ExecutionConfig.builder().workers(2).dedupe(true).build();

  private final AtomicInteger runs = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final FakeBackend gated =
      new FakeBackend(
          _ -> {
            int run = runs.incrementAndGet();
            gate.await();
            return FakeBackend.printed("run " + run);
          });

  @TempDir Path folder;

  private static Executable program(String name) {
    return Executable.builder().command("echo", name).build();
  }

  private static String text(ExecutionResult result) {
    return result.commandResults().getFirst().stdout();
  }

  private static void awaitRuns(AtomicInteger runs, int count) {
    Awaitility.await().until(() -> runs.get() == count);
  }

  @AfterEach
  void openGate() {
    gate.countDown();
  }

  @Test
  void aBatchRunsIdenticalProgramsOnce() throws Exception {
    FakeBackend backend = FakeBackend.echo();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      names.add("program " + i % 7);
    }
    try (CodeExecutor executor = CodeExecutor.create(DEDUPE, backend)) {
      OverallExecutionResults<ExecutionResult> all =
          executor.executePredictions(names, ReuseTest::program, (_, result) -> result);
      assertThat(all.results().stream().map(ReuseTest::text)).isEqualTo(names);
      assertThat(all.results().stream().map(ExecutionResult::key)).doesNotHaveDuplicates();
      assertThat(all.results().stream().filter(result -> result.reused() == Reused.NO)).hasSize(7);
      assertThat(all.pureExecTime()).isEqualTo(java.time.Duration.ofMillis(7));
      assertThat(executor.execute(program("program 3")).reused()).isEqualTo(Reused.BATCH);
    }
    assertThat(backend.opened.get()).isEqualTo(7);
  }

  @Test
  void withoutTheOptionEverythingRuns() throws Exception {
    FakeBackend backend = FakeBackend.echo();
    try (CodeExecutor executor = CodeExecutor.create(ExecutionConfig.defaults(), backend)) {
      executor.executePredictions(
          Collections.nCopies(20, "same"), ReuseTest::program, (_, result) -> result);
    }
    assertThat(backend.opened.get()).isEqualTo(20);
  }

  @Test
  void whoeverWaitsForAnotherRunHoldsNoPermit() throws Exception {
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              if (launch.argv().get(1).equals("slow")) {
                runs.incrementAndGet();
                gate.await();
              }
              return FakeBackend.printed("");
            });
    try (CodeExecutor executor = CodeExecutor.create(DEDUPE, backend)) {
      List<Future<ExecutionResult>> slow = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        slow.add(executor.submit(program("slow")));
      }
      awaitRuns(runs, 1);
      assertThat(executor.execute(program("fast")).outcome()).isEqualTo(Outcome.OK);
      gate.countDown();
      for (Future<ExecutionResult> future : slow) {
        assertThat(future.get().outcome()).isEqualTo(Outcome.OK);
      }
    }
    assertThat(runs.get()).isEqualTo(1);
  }

  @Test
  void cancellingTheOneThatRunsLetsAnotherRun() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(DEDUPE, gated)) {
      Future<ExecutionResult> first = executor.submit(program("x"));
      awaitRuns(runs, 1);
      List<Future<ExecutionResult>> others = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        others.add(executor.submit(program("x")));
      }
      assertThat(first.cancel(true)).isTrue();
      awaitRuns(runs, 2);
      gate.countDown();
      for (Future<ExecutionResult> other : others) {
        assertThat(text(other.get())).isEqualTo("run 2");
      }
    }
  }

  @Test
  void cancellingOneThatWaitsDisturbsNobody() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(DEDUPE, gated)) {
      Future<ExecutionResult> first = executor.submit(program("x"));
      awaitRuns(runs, 1);
      Future<ExecutionResult> second = executor.submit(program("x"));
      Future<ExecutionResult> third = executor.submit(program("x"));
      assertThat(second.cancel(true)).isTrue();
      gate.countDown();
      assertThat(text(first.get())).isEqualTo("run 1");
      assertThat(text(third.get())).isEqualTo("run 1");
    }
    assertThat(runs.get()).isEqualTo(1);
  }

  @Test
  void closingEndsThoseThatWait() throws Exception {
    CodeExecutor executor = CodeExecutor.create(DEDUPE, gated);
    List<Future<ExecutionResult>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(executor.submit(program("x")));
    }
    awaitRuns(runs, 1);
    executor.close();
    for (Future<ExecutionResult> one : all) {
      assertThat(one.get().outcome()).isEqualTo(Outcome.CANCELLED);
    }
  }

  @Test
  void faultsAreNotSharedAndMakeNoQueue() throws Exception {
    AtomicInteger together = new AtomicInteger();
    FakeBackend backend =
        new FakeBackend(
            _ -> {
              together.incrementAndGet();
              throw new BackendException(BackendException.Stage.RUN, "broken", null);
            });
    try (CodeExecutor executor = CodeExecutor.create(DEDUPE, backend)) {
      List<ExecutionResult> results =
          executor
              .executePredictions(
                  Collections.nCopies(10, "x"), ReuseTest::program, (_, result) -> result)
              .results();
      assertThat(results).allMatch(result -> result.outcome() == Outcome.SANDBOX_FAULT);
      assertThat(results).allMatch(result -> result.reused() == Reused.NO);
    }
    assertThat(together.get()).isEqualTo(20);
  }

  @Test
  void anExceptionOfACallersFunctionIsItsOwn() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    EarlyStop brokenOnce =
        (_, _) -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("mine");
          }
          return true;
        };
    Executable executable = Executable.builder().command("echo", "x").earlyStop(brokenOnce).build();
    try (CodeExecutor executor = CodeExecutor.create(DEDUPE, FakeBackend.echo())) {
      assertThatThrownBy(() -> executor.execute(executable)).isInstanceOf(ProcessorException.class);
      assertThat(executor.execute(executable).reused()).isEqualTo(Reused.NO);
      assertThat(executor.execute(executable).reused()).isEqualTo(Reused.BATCH);
    }
    assertThat(calls.get()).isEqualTo(2);
  }

  @Test
  void aTimeLimitOfAStarvedProgramIsNotShared() throws Exception {
    FakeBackend backend = new FakeBackend(_ -> FakeBackend.timedOut());
    backend.starved = true;
    ExecutionConfig config = ExecutionConfig.builder().dedupe(true).retryStarved(false).build();
    try (CodeExecutor executor = CodeExecutor.create(config, backend)) {
      assertThat(executor.execute(program("x")).reused()).isEqualTo(Reused.NO);
      assertThat(executor.execute(program("x")).reused()).isEqualTo(Reused.NO);
      backend.starved = false;
      assertThat(executor.execute(program("x")).reused()).isEqualTo(Reused.NO);
      assertThat(executor.execute(program("x")).reused()).isEqualTo(Reused.BATCH);
    }
  }

  private ExecutionResult runOnceWithCache(FakeBackend backend) throws Exception {
    backend.isolation = Isolation.NAMESPACES;
    ExecutionConfig config = ExecutionConfig.builder().warm(Warm.OFF).resultCache(folder).build();
    try (CodeExecutor executor = CodeExecutor.create(config, backend)) {
      return executor.execute(program("x"));
    }
  }

  @Test
  void aLaterExecutorFindsResultsInTheCache() throws Exception {
    assertThat(runOnceWithCache(FakeBackend.echo()).reused()).isEqualTo(Reused.NO);
    ExecutionResult second = runOnceWithCache(FakeBackend.echo());
    assertThat(second.reused()).isEqualTo(Reused.CACHE);
    assertThat(text(second)).isEqualTo("x");
  }

  @Test
  void aFailingCacheFailsNothing() throws Exception {
    MemoryStores.of(folder).failing = true;
    assertThat(runOnceWithCache(FakeBackend.echo()).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void theCacheNeedsIsolation() {
    assertThatThrownBy(
            () -> ExecutionConfig.builder().isolation(Isolation.NONE).resultCache(folder).build())
        .hasMessageContaining("isolation none");
    ExecutionConfig config = ExecutionConfig.builder().resultCache(folder).build();
    assertThatThrownBy(() -> CodeExecutor.create(config, FakeBackend.echo()))
        .hasMessageContaining("isolation none");
  }
}
