package dev.sce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.spi.BackendException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipelineTest {
  private static final ExecutionConfig CONFIG = ExecutionConfig.builder().workers(3).build();

  private static Executable echo(Object text) {
    return Executable.builder().command("echo", String.valueOf(text)).build();
  }

  private static String output(Object prediction, ExecutionResult result) {
    return result.commandResults().getFirst().stdout();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void resultsComeInTheOrderOfThePredictions() throws Exception {
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              int number = Integer.parseInt(launch.argv().get(1));
              Thread.sleep(number % 7 == 0 ? 5 : 0);
              return FakeBackend.printed(launch.argv().get(1));
            });
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, backend)) {
      OverallExecutionResults<String> all =
          executor.executePredictions(numbers(300), PipelineTest::echo, PipelineTest::output);
      assertThat(all.results()).isEqualTo(numbers(300).stream().map(String::valueOf).toList());
      assertThat(all.pureExecTime()).isEqualTo(Duration.ofMillis(300));
      assertThat(all.timingMap())
          .containsOnlyKeys(
              "net_time",
              "pure_exec_time",
              "execution_time",
              "writing_time",
              "postprocessing_time",
              "preprocessing_time",
              "timestamp");
    }
    assertThat(backend.mostOpen.get()).isEqualTo(3);
    assertThat(backend.open.get()).isZero();
    assertThat(backend.closed).isTrue();
  }

  @Test
  void completionOrderHandsOutFastOnesFirst() {
    CountDownLatch fastDone = new CountDownLatch(1);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              if (launch.argv().get(1).equals("0")) {
                fastDone.await();
              }
              return FakeBackend.printed(launch.argv().get(1));
            });
    ExecutionConfig config =
        ExecutionConfig.builder().workers(2).order(ResultOrder.COMPLETION).build();
    try (CodeExecutor executor = CodeExecutor.create(config, backend);
        ResultStream<String> stream =
            executor.stream(numbers(10).iterator(), PipelineTest::echo, PipelineTest::output)) {
      List<String> order = new ArrayList<>();
      for (String output : stream) {
        order.add(output);
        fastDone.countDown();
      }
      assertThat(order).hasSize(10).contains("0");
      assertThat(order.getFirst()).isNotEqualTo("0");
    }
  }

  @Test
  void inputIsNotReadFurtherThanTheWorkUnderWayAllows() throws Exception {
    AtomicInteger read = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              release.await();
              return FakeBackend.printed("x");
            });
    Iterator<Integer> input =
        Stream.iterate(0, i -> i + 1).limit(1000).peek(i -> read.incrementAndGet()).iterator();
    ExecutionConfig config = ExecutionConfig.builder().workers(2).maxInFlight(5).build();
    try (CodeExecutor executor = CodeExecutor.create(config, backend);
        ResultStream<String> stream =
            executor.stream(input, PipelineTest::echo, PipelineTest::output)) {
      Awaitility.await().until(() -> backend.opened.get() == 2);
      // An iterator may look one element ahead.
      assertThat(read.get()).isBetween(2, 6);
      release.countDown();
      stream.forEach(x -> {});
      assertThat(read.get()).isEqualTo(1000);
    }
  }

  @Test
  void outputWaitingForASlowProgramIsBounded() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    String large = "x".repeat(100_000);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              if (launch.argv().get(1).equals("0")) {
                release.await();
              }
              return FakeBackend.printed(large);
            });
    ExecutionConfig config =
        ExecutionConfig.builder().workers(4).maxBufferedOutput(DataSize.ofMebibytes(2)).build();
    try (CodeExecutor executor = CodeExecutor.create(config, backend);
        ResultStream<String> stream =
            executor.stream(numbers(500).iterator(), PipelineTest::echo, PipelineTest::output)) {
      Awaitility.await().until(() -> backend.opened.get() > 20);
      // 21 results of 100 kB fill the window; those then in flight (at most 32) come on top.
      Awaitility.await()
          .during(Duration.ofMillis(200))
          .until(() -> backend.opened.get() <= 21 + config.maxInFlight());
      release.countDown();
      AtomicInteger count = new AtomicInteger();
      stream.forEach(x -> count.incrementAndGet());
      assertThat(count.get()).isEqualTo(500);
    }
  }

  @Test
  void failingPreprocessorSurfacesWithTheIndexAfterEarlierResults() {
    FakeBackend backend = FakeBackend.echo();
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, backend)) {
      ResultStream<String> stream =
          executor.stream(
              numbers(50).iterator(),
              number -> {
                if (number == 17) {
                  throw new IllegalStateException("no 17");
                }
                return echo(number);
              },
              PipelineTest::output);
      List<String> before = new ArrayList<>();
      assertThatThrownBy(() -> stream.forEach(before::add))
          .isInstanceOf(ProcessorException.class)
          .hasMessageContaining("preprocessor failed for prediction 17")
          .hasRootCauseMessage("no 17")
          .satisfies(e -> assertThat(((ProcessorException) e).index()).isEqualTo(17));
      assertThat(before).hasSize(17);
      assertThatThrownBy(stream.iterator()::hasNext).isInstanceOf(CancellationException.class);
      assertThat(backend.open.get()).isZero();
    }
  }

  @Test
  void failingPostprocessorEarlyStopAndOutputFunctionSurfaceToo() {
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, FakeBackend.echo())) {
      assertThatThrownBy(
              () ->
                  executor.executePredictions(
                      numbers(3),
                      PipelineTest::echo,
                      (number, result) -> {
                        throw new java.io.IOException("post");
                      }))
          .isInstanceOf(ProcessorException.class)
          .hasMessageContaining("postprocessor failed for prediction 0");
      Executable stopping =
          Executable.builder()
              .command("echo", "x")
              .earlyStop(
                  (index, result) -> {
                    throw new IllegalStateException("rule");
                  })
              .build();
      assertThatThrownBy(() -> executor.execute(stopping))
          .isInstanceOf(ProcessorException.class)
          .hasMessageContaining("early-stop rule");
      Executable mapping =
          Executable.builder()
              .command("echo", "x")
              .stdoutPostprocessor(
                  text -> {
                    throw new IllegalStateException("map");
                  })
              .build();
      assertThatThrownBy(() -> executor.execute(mapping))
          .isInstanceOf(ProcessorException.class)
          .hasMessageContaining("stdout postprocessor");
    }
  }

  @Test
  void failingInputSurfacesAfterTheResultsBeforeIt() {
    Iterator<Integer> input =
        numbers(10).stream()
            .peek(
                number -> {
                  if (number == 5) {
                    throw new IllegalStateException("broken input");
                  }
                })
            .iterator();
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, FakeBackend.echo())) {
      ResultStream<String> stream =
          executor.stream(input, PipelineTest::echo, PipelineTest::output);
      List<String> before = new ArrayList<>();
      assertThatThrownBy(() -> stream.forEach(before::add)).hasMessage("broken input");
      assertThat(before).isEqualTo(List.of("0", "1", "2", "3", "4"));
    }
  }

  @Test
  void severalExecutablesOfOnePredictionComeTogether() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, FakeBackend.echo())) {
      OverallExecutionResults<String> groups =
          executor.executeGroups(
              numbers(4),
              number ->
                  Prepared.all(
                      List.of(
                          echo(number + "a"), ExecutionResult.invalidResult(), echo(number + "b"))),
              (number, results) ->
                  String.join(
                      ",", results.stream().map(r -> r.key() + "=" + output(number, r)).toList()));
      assertThat(groups.results().get(2)).isEqualTo("2.0=2a,2.1=SyntaxError,2.2=2b");
      OverallExecutionResults<String> flat =
          executor.executePredictions(
              numbers(2),
              number -> Prepared.all(List.of(echo(number), echo(number + "!"))),
              PipelineTest::output);
      assertThat(flat.results()).containsExactly("0", "0!", "1", "1!");
    }
  }

  @Test
  void knownResultsAreNotRun() throws Exception {
    FakeBackend backend = FakeBackend.echo();
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, backend)) {
      OverallExecutionResults<Outcome> all =
          executor.executePredictions(
              numbers(1000),
              number -> ExecutionResult.invalidInput("none"),
              (number, result) -> result.outcome());
      assertThat(all.results()).hasSize(1000).containsOnly(Outcome.INVALID_INPUT);
    }
    assertThat(backend.opened.get()).isZero();
  }

  @Test
  void faultIsRetriedOnceAndThenReported() throws Exception {
    FakeBackend backend = FakeBackend.echo();
    List<WriteFailure> failures = new CopyOnWriteArrayList<>();
    ExecutionConfig config =
        ExecutionConfig.builder().workers(1).writeFailureListener(failures::add).build();
    try (CodeExecutor executor = CodeExecutor.create(config, backend)) {
      backend.openFailures.set(1);
      assertThat(executor.execute(echo("x")).outcome()).isEqualTo(Outcome.OK);
      backend.openFailures.set(2);
      List<ExecutionResult> results =
          executor
              .executePredictions(
                  List.of(Map.of("id", "a")),
                  prediction -> Executable.python("print(1)"),
                  (prediction, result) -> result)
              .results();
      assertThat(results.getFirst().outcome()).isEqualTo(Outcome.SANDBOX_FAULT);
      assertThat(results.getFirst().error()).contains("disk full");
    }
    WriteFailure failure = failures.getFirst();
    assertThat(failures).hasSize(1);
    assertThat(failure.key()).isEqualTo("0.0");
    assertThat(failure.prediction()).isEqualTo(Map.of("id", "a"));
    assertThat(failure.executable().files()).containsKey("main.py");
    assertThat(failure.reason()).isEqualTo("disk full");
  }

  @Test
  void faultWhileRunningIsRetriedInAFreshWorkspace() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              if (runs.incrementAndGet() == 1) {
                throw new BackendException(BackendException.Stage.RUN, "slot broke", null);
              }
              return FakeBackend.printed("fine");
            });
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, backend)) {
      assertThat(output(0, executor.execute(echo("x")))).isEqualTo("fine");
    }
    assertThat(backend.opened.get()).isEqualTo(2);
    assertThat(backend.open.get()).isZero();
  }

  @Test
  void starvedProgramIsRunOnceMoreWithPatienceWhileOthersRun() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    List<Duration> patience = new CopyOnWriteArrayList<>();
    CountDownLatch runsAgain = new CountDownLatch(1);
    CountDownLatch otherEnded = new CountDownLatch(1);
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              String name = launch.argv().get(1);
              if (name.equals("beside")) {
                boolean met = runsAgain.await(30, TimeUnit.SECONDS);
                otherEnded.countDown();
                return met ? FakeBackend.printed("beside") : FakeBackend.timedOut();
              }
              if (!name.equals("slow")) {
                return FakeBackend.printed("fast");
              }
              patience.add(launch.patience());
              if (runs.incrementAndGet() == 1) {
                return FakeBackend.timedOut();
              }
              runsAgain.countDown();
              boolean met = otherEnded.await(30, TimeUnit.SECONDS);
              return met ? FakeBackend.printed("in time") : FakeBackend.timedOut();
            });
    backend.starved = true;
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, backend)) {
      List<ExecutionResult> results =
          executor
              .executePredictions(
                  numbers(60),
                  n -> echo(n == 5 ? "slow" : n == 6 ? "beside" : "fast"),
                  (n, result) -> result)
              .results();
      assertThat(results).extracting(ExecutionResult::outcome).containsOnly(Outcome.OK);
      assertThat(results.get(5).retried()).isTrue();
      assertThat(results.get(6).retried()).isFalse();
    }
    assertThat(patience).hasSize(2).first().isEqualTo(Duration.ZERO);
    assertThat(patience.getLast()).isEqualTo(Duration.ofSeconds(90));
    ExecutionConfig never = ExecutionConfig.builder().workers(2).retryStarved(false).build();
    FakeBackend slow = new FakeBackend(launch -> FakeBackend.timedOut());
    slow.starved = true;
    try (CodeExecutor executor = CodeExecutor.create(never, slow)) {
      ExecutionResult result = executor.execute(echo("x"));
      assertThat(result.outcome()).isEqualTo(Outcome.TIME_LIMIT);
      assertThat(result.retried()).isFalse();
    }
    assertThat(slow.opened.get()).isEqualTo(1);
  }

  @Test
  void starvedCommandBeforeTheLastIsReasonForASecondRunToo() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    FakeBackend backend =
        new FakeBackend(
            launch ->
                runs.incrementAndGet() == 1
                    ? FakeBackend.timedOut()
                    : FakeBackend.printed(launch.argv().get(1)));
    backend.starved = true;
    Executable both =
        Executable.builder()
            .command("echo", "first")
            .command("echo", "second")
            .earlyStop((index, result) -> false)
            .build();
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, backend)) {
      ExecutionResult result = executor.execute(both);
      assertThat(result.retried()).isTrue();
      assertThat(result.commandResults())
          .extracting(CommandResult::outcome)
          .containsExactly(Outcome.OK, Outcome.OK);
    }
  }

  @Test
  void interruptedCallerWaitsForTheEndOfItsProgram() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    FakeBackend backend = blocking(started);
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, backend)) {
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () ->
                      assertThatThrownBy(() -> executor.execute(echo("x")))
                          .isInstanceOf(InterruptedException.class));
      started.await();
      caller.interrupt();
      caller.join();
      assertThat(backend.open.get()).isZero();
    }
  }

  @Test
  void closingTheStreamEndsItsPrograms() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    FakeBackend backend = blocking(started);
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, backend)) {
      ResultStream<String> stream =
          executor.stream(numbers(100).iterator(), PipelineTest::echo, PipelineTest::output);
      started.await();
      stream.close();
      stream.close();
      assertThat(backend.open.get()).isZero();
      assertThatThrownBy(stream.iterator()::next).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void closingTheExecutorCancelsSubmittedPrograms() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    FakeBackend backend = blocking(started);
    CodeExecutor executor = CodeExecutor.create(CONFIG, backend);
    Future<ExecutionResult> future = executor.submit(echo("x"));
    started.await();
    executor.close();
    assertThat(future.get().outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(backend.open.get()).isZero();
    assertThatThrownBy(() -> executor.submit(echo("y"))).hasMessageContaining("closed");
    assertThatThrownBy(
            () -> executor.stream(numbers(1).iterator(), PipelineTest::echo, (p, r) -> r))
        .hasMessageContaining("closed");
  }

  private static FakeBackend blocking(CountDownLatch started) {
    return new FakeBackend(
        launch -> {
          started.countDown();
          Thread.sleep(Duration.ofMinutes(10));
          return FakeBackend.printed("never");
        });
  }

  @Test
  void defaultPostprocessorMergesPredictionAndResult() throws Exception {
    try (CodeExecutor executor = CodeExecutor.create(CONFIG, FakeBackend.echo())) {
      List<Map<String, Object>> merged =
          executor
              .<Map<String, ?>, Map<String, Object>>executePredictions(
                  List.of(Map.of("id", "a")), p -> echo("x"), Postprocessor.merging())
              .results();
      assertThat(merged.getFirst())
          .containsEntry("id", "a")
          .containsEntry("outcome", "OK")
          .containsEntry("key", "0.0")
          .containsEntry("timed_out", false);
    }
  }
}
