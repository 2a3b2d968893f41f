package dev.sce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who does what in a stream: few threads, which nothing that a caller does may starve. */
@Timeout(60)
class StreamThreadsTest {
  private static ExecutionConfig workers(int number) {
    return ExecutionConfig.builder().workers(number).build();
  }

  private static Executable echo(Object text) {
    return Executable.builder().command("echo", String.valueOf(text)).build();
  }

  private static <P> List<String> outputs(
      CodeExecutor executor, List<P> predictions, Preprocessor<P> preprocessor) {
    List<String> outputs = new ArrayList<>();
    try (ResultStream<String> stream =
        executor.stream(
            predictions.iterator(),
            preprocessor,
            (prediction, result) -> result.commandResults().getFirst().stdout())) {
      stream.forEachRemaining(outputs::add);
    }
    return outputs;
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void preprocessorsThatWaitForEachOtherRunSideBySide() {
    CyclicBarrier together = new CyclicBarrier(4);
    ExecutionConfig config = ExecutionConfig.builder().workers(1).maxExecuteAtOnce(4).build();
    try (CodeExecutor executor = CodeExecutor.create(config, FakeBackend.echo())) {
      List<String> outputs =
          outputs(
              executor,
              numbers(12),
              number -> {
                together.await(30, TimeUnit.SECONDS);
                return echo(number);
              });
      assertThat(outputs).hasSize(12).startsWith("0", "1", "2");
    }
  }

  @Test
  void neverMorePreprocessorsAtOnceThanConfigured() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    ExecutionConfig config = ExecutionConfig.builder().workers(2).maxExecuteAtOnce(3).build();
    try (CodeExecutor executor = CodeExecutor.create(config, FakeBackend.echo())) {
      outputs(
          executor,
          numbers(30),
          number -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            three.countDown(); // the first three wait for each other
            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(Duration.ofMillis(20)); // time for a fourth to come, if one may
            inside.decrementAndGet();
            return echo(number);
          });
    }
    assertThat(most.get()).isEqualTo(3);
  }

  @Test
  void inputThatBlocksForGoodHoldsUpNeitherResultsNorClosing() {
    CountDownLatch release = new CountDownLatch(1);
    Iterator<Integer> input =
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            if (next == 2) {
              awaitDeafly(release);
            }
            return true;
          }

          @Override
          public Integer next() {
            return next++;
          }
        };
    try (CodeExecutor executor = CodeExecutor.create(workers(2), FakeBackend.echo())) {
      ResultStream<String> stream =
          executor.stream(
              input, StreamThreadsTest::echo, (p, r) -> r.commandResults().getFirst().stdout());
      assertThat(stream.next()).isEqualTo("0");
      assertThat(stream.next()).isEqualTo("1");
      stream.close();
      assertThatThrownBy(stream::hasNext).isInstanceOf(CancellationException.class);
    } finally {
      release.countDown();
    }
  }

  /** Waits as reading standard input does: whoever interrupts it is not heard. */
  private static void awaitDeafly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // Deaf.
      }
    }
  }

  @Test
  void predictionsMayBeNull() {
    try (CodeExecutor executor = CodeExecutor.create(workers(2), FakeBackend.echo())) {
      List<String> outputs =
          outputs(executor, Arrays.asList("a", null, "b"), text -> echo(String.valueOf(text)));
      assertThat(outputs).containsExactly("a", "null", "b");
    }
  }

  @Test
  void partsOfOnePredictionRunSideBySideAsFarAsWorkersAllow() {
    CyclicBarrier three = new CyclicBarrier(3);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              awaitAll(three);
              return FakeBackend.printed(launch.argv().get(1));
            });
    try (CodeExecutor executor = CodeExecutor.create(workers(3), backend)) {
      List<String> outputs =
          outputs(
              executor,
              List.of("only"),
              p -> Prepared.all(numbers(9).stream().map(StreamThreadsTest::echo).toList()));
      assertThat(outputs).isEqualTo(numbers(9).stream().map(String::valueOf).toList());
    }
    assertThat(backend.mostOpen.get()).isEqualTo(3);
  }

  private static void awaitAll(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (java.util.concurrent.BrokenBarrierException
        | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("they do not run side by side", e);
    }
  }

  @Test
  void failingPartEndsTheOthers() {
    CountDownLatch running = new CountDownLatch(1);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              if (launch.argv().get(1).equals("fails")) {
                running.await();
                return FakeBackend.printed("x");
              }
              running.countDown();
              Thread.sleep(Duration.ofMinutes(10));
              return FakeBackend.printed("never");
            });
    Executable failing =
        Executable.builder()
            .command("echo", "fails")
            .earlyStop(
                (index, result) -> {
                  throw new IllegalStateException("rule");
                })
            .build();
    try (CodeExecutor executor = CodeExecutor.create(workers(2), backend)) {
      assertThatThrownBy(
              () ->
                  outputs(
                      executor,
                      List.of("only"),
                      p -> Prepared.all(List.of(failing, echo("a"), echo("b"), echo("c")))))
          .isInstanceOf(ProcessorException.class)
          .hasRootCauseMessage("rule");
    }
    assertThat(backend.open.get()).isZero();
  }

  @Test
  void callerThatIsInterruptedBeforeItsTurnDoesNotWaitForOthers() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              started.countDown();
              release.await();
              return FakeBackend.printed("x");
            });
    try (CodeExecutor executor = CodeExecutor.create(workers(1), backend)) {
      Future<ExecutionResult> first = executor.submit(echo("first"));
      started.await();
      Thread second =
          Thread.ofPlatform()
              .start(
                  () ->
                      assertThatThrownBy(() -> executor.execute(echo("second")))
                          .isInstanceOf(InterruptedException.class));
      Awaitility.await().until(() -> second.getState() == Thread.State.WAITING);
      second.interrupt();
      second.join();
      assertThat(first.isDone()).isFalse();
      release.countDown();
      assertThat(first.get().outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(backend.opened.get()).isEqualTo(1);
  }

  @Test
  void preprocessorMayItselfExecuteWithASingleWorker() {
    try (CodeExecutor executor = CodeExecutor.create(workers(1), FakeBackend.echo())) {
      List<String> outputs =
          outputs(
              executor,
              numbers(20),
              number -> {
                ExecutionResult before = executor.execute(echo("before " + number));
                ExecutionResult other = executor.submit(echo("other")).get();
                return echo(
                    before.commandResults().getFirst().stdout()
                        + other.commandResults().getFirst().stdout());
              });
      assertThat(outputs).hasSize(20).startsWith("before 0other", "before 1other");
    }
  }

  @Test
  void failureInOrderOfCompletionEndsAnEndlessInput() {
    for (int workers : new int[] {1, 2, 5}) {
      ExecutionConfig config =
          ExecutionConfig.builder().workers(workers).order(ResultOrder.COMPLETION).build();
      try (CodeExecutor executor = CodeExecutor.create(config, FakeBackend.echo());
          ResultStream<Integer> stream =
              executor.stream(
                  Stream.iterate(0, i -> i + 1).iterator(),
                  number -> {
                    if (number == 20) {
                      throw new IllegalStateException("no 20");
                    }
                    return echo(number);
                  },
                  (number, result) -> number)) {
        assertThatThrownBy(() -> stream.forEachRemaining(number -> {}))
            .isInstanceOf(ProcessorException.class)
            .hasRootCauseMessage("no 20");
      }
    }
  }

  @Test
  void interruptFlagThatAFunctionLeavesBehindDoesNotReachTheNextPrediction() {
    try (CodeExecutor executor = CodeExecutor.create(workers(1), FakeBackend.echo());
        ResultStream<Integer> stream =
            executor.stream(
                numbers(50).iterator(),
                StreamThreadsTest::echo,
                (number, result) -> {
                  Thread.currentThread().interrupt();
                  return number;
                })) {
      List<Integer> all = new ArrayList<>();
      stream.forEachRemaining(all::add);
      assertThat(all).isEqualTo(numbers(50));
    }
  }

  @Test
  void ownerThatClosesAfterAJobDidWaitsForTheOtherJobs() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              running.countDown();
              Thread.sleep(Duration.ofMinutes(10));
              return FakeBackend.printed("never");
            });
    CodeExecutor executor = CodeExecutor.create(workers(2), backend);
    ResultStream<String> stream =
        executor.stream(
            numbers(2).iterator(),
            number -> {
              if (number == 1) {
                running.await();
                executor.close();
                closing.countDown();
              }
              return echo(number);
            },
            (number, result) -> "");
    closing.await();
    executor.close();
    assertThat(backend.open.get()).isZero();
    assertThatThrownBy(stream::next).isInstanceOf(CancellationException.class);
  }
}
