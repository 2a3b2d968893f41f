package dev.sce.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sce.ExecutionConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final FairQueue queue =
      new FairQueue(ExecutionConfig.builder().workers(1).maxIdlePrograms(2).build());
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    gate.countDown();
    queue.close();
  }

  /** Occupies the only place until the gate opens. */
  private Ticket<String> occupy() throws InterruptedException {
    Ticket<String> first =
        queue.add(
            Flow.single("occupant"),
            () -> {
              gate.await();
              return "done";
            });
    assertThat(first.awaitBegin(LONG)).isTrue();
    return first;
  }

  private Ticket<Boolean> add(Flow flow, String name) {
    return queue.add(flow, () -> order.add(name));
  }

  @Test
  void clientsTakeTurnsHoweverManyRequestsTheyHave() throws Exception {
    var _ = occupy();
    List<Ticket<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(add(Flow.single("a"), "a" + i));
    }
    all.add(add(Flow.single("b"), "b0"));
    all.add(add(Flow.single("c"), "c0"));
    gate.countDown();
    for (Ticket<Boolean> each : all) {
      assertThat(each.result().get()).isTrue();
    }
    assertThat(order).containsExactly("a0", "b0", "c0", "a1", "a2", "a3");
  }

  @Test
  void anotherProgramRunsWhileTheFirstIsIdle() throws Exception {
    Ticket<String> sleeper = occupy();
    Ticket<Boolean> second = add(Flow.single("a"), "second");
    assertThat(queue.running()).isEqualTo(1);
    assertThat(second.result()).isNotDone();
    queue.idleProgramsChanged(1);
    assertThat(second.result().get()).isTrue();
    assertThat(sleeper.result()).isNotDone();
    Awaitility.await().until(() -> queue.running() == 0);
    queue.idleProgramsChanged(0);
    Ticket<Boolean> third = add(Flow.single("a"), "third");
    assertThat(third.awaitBegin(Duration.ofMillis(1))).isFalse();
    gate.countDown();
    assertThat(third.result().get()).isTrue();
  }

  @Test
  void rowsOfABatchRunInTheirOrderWhicheverIsThereFirst() throws Exception {
    var _ = occupy();
    Flow batch = queue.newBatch("a");
    List<Ticket<Boolean>> all = new ArrayList<>();
    for (int row : new int[] {3, 0, 2, 1}) {
      all.add(add(batch.at(row), "row" + row));
    }
    gate.countDown();
    for (Ticket<Boolean> each : all) {
      assertThat(each.result().get()).isTrue();
    }
    assertThat(order).containsExactly("row0", "row1", "row2", "row3");
  }

  @Test
  void batchesOfOneClientTakeTurnsWithItsSingleRequests() throws Exception {
    var _ = occupy();
    Flow batch = queue.newBatch("a");
    List<Ticket<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(add(batch, "batch" + i));
    }
    all.add(add(Flow.single("a"), "single"));
    gate.countDown();
    for (Ticket<Boolean> each : all) {
      assertThat(each.result().get()).isTrue();
    }
    assertThat(order).containsExactly("batch0", "single", "batch1", "batch2");
  }

  @Test
  void singleRequestsHaveSeveralTurnsForEachOfABatch() throws Exception {
    var _ = occupy();
    Flow batch = queue.newBatch("a");
    List<Ticket<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(add(batch, "batch" + i));
    }
    for (int i = 0; i < 10; i++) {
      all.add(add(Flow.single("a"), "single" + i));
    }
    gate.countDown();
    for (Ticket<Boolean> each : all) {
      assertThat(each.result().get()).isTrue();
    }
    List<String> expected = new ArrayList<>(List.of("batch0"));
    for (int i = 0; i < 8; i++) {
      expected.add("single" + i);
    }
    expected.addAll(List.of("batch1", "single8", "single9", "batch2"));
    assertThat(order).isEqualTo(expected);
  }

  @Test
  void whatIsCancelledInTheQueueNeverRuns() throws Exception {
    var _ = occupy();
    Ticket<Boolean> cancelled = add(Flow.single("a"), "cancelled");
    Ticket<Boolean> other = add(Flow.single("a"), "other");
    cancelled.cancel();
    assertThat(queue.waiting()).isEqualTo(1);
    gate.countDown();
    assertThat(other.result().get()).isTrue();
    assertThat(order).containsExactly("other");
    assertThatThrownBy(() -> cancelled.result().get()).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatIsCancelledWhileItRunsIsInterruptedAndItsPlaceUsedAgain() throws Exception {
    Ticket<String> first = occupy();
    first.cancel();
    assertThatThrownBy(() -> first.result().get()).isInstanceOf(CancellationException.class);
    assertThat(add(Flow.single("a"), "next").result().get()).isTrue();
  }

  @Test
  void failureIsTheTicketsAlone() throws Exception {
    Ticket<String> broken =
        queue.add(
            Flow.single("a"),
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> broken.result().get()).hasRootCauseMessage("broken");
    assertThat(add(Flow.single("a"), "next").result().get()).isTrue();
  }

  @Test
  void closingCancelsEverythingAndRefusesMore() throws Exception {
    Ticket<String> running = occupy();
    Ticket<Boolean> waiting = add(Flow.single("a"), "waiting");
    queue.close();
    assertThat(running.result()).isCompletedExceptionally();
    assertThat(waiting.result()).isCompletedExceptionally();
    assertThatThrownBy(() -> add(Flow.single("a"), "late"))
        .isInstanceOf(IllegalStateException.class);
  }
}
