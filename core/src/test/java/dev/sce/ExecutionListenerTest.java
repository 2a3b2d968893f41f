package dev.sce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.spi.BackendException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutionListenerTest {
  private static final Executable ANY = Executable.builder().command("print", "x").build();

  /** Writes down what it is told. */
  private static final class Recorder implements ExecutionListener {
    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void runRetried(String key, String reason) {
      told.add("retried " + key + ": " + reason);
    }

    @Override
    public void runFaulted(String key, String reason) {
      told.add("faulted " + key + ": " + reason);
    }

    @Override
    public void runStarved(String key) {
      told.add("starved " + key);
    }
  }

  private static ExecutionResult run(FakeBackend backend, ExecutionListener listener)
      throws InterruptedException {
    ExecutionConfig config = ExecutionConfig.builder().workers(1).listener(listener).build();
    try (CodeExecutor executor = CodeExecutor.create(config, backend)) {
      return executor.execute(ANY);
    }
  }

  @Test
  void retryIsToldWithItsReason() throws Exception {
    FakeBackend backend = FakeBackend.echo();
    backend.openFailures.set(1);
    Recorder recorder = new Recorder();
    assertThat(run(backend, recorder).outcome()).isEqualTo(Outcome.OK);
    assertThat(recorder.told).containsExactly("retried job0: disk full");
  }

  @Test
  void faultIsToldAfterTheRetry() throws Exception {
    FakeBackend backend =
        new FakeBackend(
            launch -> {
              throw new BackendException(BackendException.Stage.RUN, "it broke", null);
            });
    Recorder recorder = new Recorder();
    assertThat(run(backend, recorder).outcome()).isEqualTo(Outcome.SANDBOX_FAULT);
    assertThat(recorder.told).containsExactly("retried job0: it broke", "faulted job0: it broke");
  }

  @Test
  void runThatTheMachineStarvedIsTold() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    FakeBackend backend =
        new FakeBackend(
            launch ->
                runs.getAndIncrement() == 0 ? FakeBackend.timedOut() : FakeBackend.printed("x"));
    backend.starved = true;
    Recorder recorder = new Recorder();
    assertThat(run(backend, recorder).outcome()).isEqualTo(Outcome.OK);
    assertThat(recorder.told).containsExactly("starved job0");
  }

  @Test
  void listenerThatThrowsChangesNothing() throws Exception {
    FakeBackend backend = FakeBackend.echo();
    backend.openFailures.set(1);
    ExecutionListener failing =
        new ExecutionListener() {
          @Override
          public void runRetried(String key, String reason) {
            throw new IllegalStateException("a bug of the caller's");
          }
        };
    assertThat(run(backend, failing).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void bothOfAPairHearEverythingWhateverTheFirstThrows() throws Exception {
    Set<String> heard = new TreeSet<>();
    ExecutionListener second = standIn(heard);
    ExecutionListener failing =
        (ExecutionListener)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("a bug of the caller's");
                });
    ExecutionListener pair = GuardedListener.of(failing).andThen(second);
    Set<String> events = new TreeSet<>();
    for (Method method : ExecutionListener.class.getMethods()) {
      if (method.getReturnType() == void.class) {
        events.add(method.getName());
        method.invoke(pair, Arrays.stream(method.getParameterTypes()).map(this::any).toArray());
      }
    }
    assertThat(heard).isEqualTo(events).contains("runRetried", "idleProgramsChanged");
    assertThat(second.andThen(ExecutionListener.NONE)).isInstanceOf(GuardedListener.class);
  }

  private Object any(Class<?> type) {
    return type == int.class ? 1 : type == Duration.class ? Duration.ZERO : "text";
  }

  /** Writes down which methods are called. */
  private ExecutionListener standIn(Set<String> heard) {
    return (ExecutionListener)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ExecutionListener.class},
            (proxy, method, arguments) ->
                method.isDefault() && method.getReturnType() != void.class
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : note(heard, method));
  }

  private static @Nullable Object note(Set<String> heard, Method method) {
    heard.add(method.getName());
    return null;
  }

  @Test
  void countersCountEveryKindByItself() {
    ExecutionCounters counters = new ExecutionCounters();
    ExecutionListener listener = ExecutionConfig.builder().listener(counters).build().listener();
    listener.runRetried("a", "why");
    listener.runFaulted("a", "why");
    listener.runFaulted("b", "why");
    for (int i = 0; i < 3; i++) {
      listener.runStarved("a");
    }
    for (int i = 0; i < 4; i++) {
      listener.coldStarted("why");
    }
    for (int i = 0; i < 5; i++) {
      listener.slotStarted(Duration.ZERO, "");
    }
    for (int i = 0; i < 6; i++) {
      listener.slotDiscarded("why");
    }
    for (int i = 0; i < 7; i++) {
      listener.supervisorSaid("line");
    }
    assertThat(
            List.of(
                counters.retries(),
                counters.faults(),
                counters.starvedRuns(),
                counters.coldStarts(),
                counters.slotsStarted(),
                counters.slotsDiscarded(),
                counters.diagnostics()))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }
}
