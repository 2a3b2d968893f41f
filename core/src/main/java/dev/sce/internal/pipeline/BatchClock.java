package dev.sce.internal.pipeline;

import dev.sce.BatchTimes;
import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what a batch takes. Written by all job threads at once. */
final class BatchClock {
  private final long begin = System.nanoTime();
  private final AtomicLong end = new AtomicLong(Long.MIN_VALUE);
  private final LongAccumulator firstStart = new LongAccumulator(Math::min, Long.MAX_VALUE);
  private final LongAccumulator lastEnd = new LongAccumulator(Math::max, Long.MIN_VALUE);
  private final LongAdder pureExec = new LongAdder();
  private final LongAdder writing = new LongAdder();
  private final LongAdder post = new LongAdder();
  private final LongAdder pre = new LongAdder();

  void preprocessed(long nanos) {
    pre.add(nanos);
  }

  void postprocessed(long nanos) {
    post.add(nanos);
  }

  void executed(long startedAt, ExecutionResult result) {
    firstStart.accumulate(startedAt - begin);
    lastEnd.accumulate(System.nanoTime() - begin);
    writing.add(result.writingTime().toNanos());
    for (CommandResult command : result.commandResults()) {
      pureExec.add(command.runtime().toNanos());
    }
  }

  void finish() {
    end.compareAndSet(Long.MIN_VALUE, System.nanoTime());
  }

  BatchTimes times() {
    long until = end.get() == Long.MIN_VALUE ? System.nanoTime() : end.get();
    long execution = lastEnd.get() == Long.MIN_VALUE ? 0 : lastEnd.get() - firstStart.get();
    return new BatchTimes(
        Duration.ofNanos(until - begin),
        Duration.ofNanos(pureExec.sum()),
        Duration.ofNanos(execution),
        Duration.ofNanos(writing.sum()),
        Duration.ofNanos(post.sum()),
        Duration.ofNanos(pre.sum()));
  }
}
