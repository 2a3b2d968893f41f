package dev.sce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.spi.ProcessorUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that use no processor leave their worker to others. */
@Timeout(60)
class IdleProgramsTest {
  private static ExecutionConfig config(int workers, int idle) {
    return ExecutionConfig.builder().workers(workers).maxIdlePrograms(idle).build();
  }

  private static Executable program(String name) {
    return Executable.builder().command("program", name).build();
  }

  private static List<String> stream(CodeExecutor executor, int count) {
    List<String> outputs = new ArrayList<>();
    try (ResultStream<String> stream =
        executor.stream(
            IntStream.range(0, count).boxed().iterator(),
            number -> program("" + number),
            (number, result) -> result.output())) {
      stream.forEach(outputs::add);
    }
    return outputs;
  }

  @Test
  void othersRunWhileProgramsAreIdle() {
    CyclicBarrier fourAtOnce = new CyclicBarrier(4);
    FakeBackend backend =
        FakeBackend.of(
            (launch, use) -> {
              use.idle();
              meet(fourAtOnce);
              use.busy();
              return FakeBackend.printed(launch.argv().get(1));
            });
    try (CodeExecutor executor = CodeExecutor.create(config(1, 3), backend)) {
      assertThat(stream(executor, 12)).containsExactly(names(12));
    }
    assertThat(backend.mostOpen.get()).isEqualTo(4);
  }

  private static String[] names(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("they do not run side by side", e);
    }
  }

  @Test
  void whoIsSubmittedRunsBesideIdleProgramsToo() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    FakeBackend backend =
        FakeBackend.of(
            (launch, use) -> {
              if (launch.argv().get(1).equals("sleeper")) {
                use.idle();
                release.await();
              }
              return FakeBackend.printed("x");
            });
    try (CodeExecutor executor = CodeExecutor.create(config(1, 1), backend)) {
      CompletableFuture<ExecutionResult> sleeper = executor.submit(program("sleeper"));
      assertThat(executor.submit(program("quick")).get().output()).isEqualTo("x");
      assertThat(sleeper).isNotDone();
      release.countDown();
      assertThat(sleeper.get().output()).isEqualTo("x");
    }
  }

  @Test
  void noMoreThanAllowedRunBesideTheWorkers() throws Exception {
    Semaphore end = new Semaphore(0);
    FakeBackend backend =
        FakeBackend.of(
            (launch, use) -> {
              use.idle();
              end.acquire();
              return FakeBackend.printed("x");
            });
    try (CodeExecutor executor = CodeExecutor.create(config(2, 1), backend)) {
      List<CompletableFuture<ExecutionResult>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(executor.submit(program("" + i)));
      }
      Awaitility.await().until(() -> backend.opened.get() == 3);
      end.release(8);
      for (CompletableFuture<ExecutionResult> each : all) {
        assertThat(each.get().output()).isEqualTo("x");
      }
    }
    assertThat(backend.mostOpen.get()).isEqualTo(3);
  }

  @Test
  void whoWakesUpKeepsOthersFromStarting() throws Exception {
    CountDownLatch wake = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    FakeBackend backend =
        FakeBackend.of(
            (launch, use) -> {
              if (launch.argv().get(1).equals("napper")) {
                use.idle();
                wake.await();
                use.busy();
                awake.countDown();
                end.await();
              } else {
                others.await();
              }
              return FakeBackend.printed("x");
            });
    try (CodeExecutor executor = CodeExecutor.create(config(1, 1), backend)) {
      CompletableFuture<ExecutionResult> napper = executor.submit(program("napper"));
      CompletableFuture<ExecutionResult> first = executor.submit(program("first"));
      Awaitility.await().until(() -> backend.open.get() == 2);
      wake.countDown();
      awake.await();
      CompletableFuture<ExecutionResult> second = executor.submit(program("second"));
      others.countDown();
      assertThat(first.get().output()).isEqualTo("x");
      // Its worker is the napper's now, who has one again and computes.
      Awaitility.await().until(() -> backend.open.get() == 1);
      assertThat(second).isNotDone();
      assertThat(backend.opened.get()).isEqualTo(2);
      end.countDown();
      assertThat(second.get().output()).isEqualTo("x");
      assertThat(napper.get().output()).isEqualTo("x");
    }
  }

  @Test
  void whateverHasBeenIdleTheWorkersAreAllThereAfterwards() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    FakeBackend backend =
        FakeBackend.of(
            (launch, use) -> {
              int number = Integer.parseInt(launch.argv().get(1));
              if (number < 40) {
                nap(use, number);
              } else {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                running.decrementAndGet();
              }
              return FakeBackend.printed("" + number);
            });
    try (CodeExecutor executor = CodeExecutor.create(config(2, 3), backend)) {
      assertThat(stream(executor, 40)).hasSize(40);
      assertThat(stream(executor, 400)).hasSize(400);
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  /** Says the same twice, wakes up or not, or ends in the middle of a nap. */
  private static void nap(ProcessorUse use, int number) {
    use.idle();
    if (number % 2 == 0) {
      use.idle();
      use.busy();
    }
    if (number % 3 == 0) {
      use.busy();
      use.idle();
    }
  }

  @Test
  void aListenerHearsHowManyAreIdle() {
    List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
    ExecutionListener listener =
        new ExecutionListener() {
          @Override
          public void idleProgramsChanged(int count) {
            heard.add(count);
          }
        };
    FakeBackend backend =
        FakeBackend.of(
            (launch, use) -> {
              use.idle();
              return FakeBackend.printed("x");
            });
    ExecutionConfig config = config(1, 1).toBuilder().listener(listener).build();
    try (CodeExecutor executor = CodeExecutor.create(config, backend)) {
      var _ = executor.execute(program("x"));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(heard).containsExactly(1, 0);
  }

  @Test
  void byDefaultThereIsMemoryForAllThatMayRun() {
    ExecutionConfig small =
        ExecutionConfig.builder()
            .workers(2)
            .overrideLimits(LimitOverrides.NONE.withMemory(DataSize.ofMebibytes(1)))
            .build();
    assertThat(small.maxIdlePrograms()).isEqualTo(8);
    ExecutionConfig large =
        ExecutionConfig.builder()
            .workers(2)
            .overrideLimits(
                LimitOverrides.NONE.withMemory(DataSize.ofBytes(MachineMemory.bytes() / 3)))
            .build();
    assertThat(large.maxIdlePrograms()).isEqualTo(1);
    assertThat(small.toBuilder().pinCpus(true).build().maxIdlePrograms()).isZero();
  }
}
