package dev.sce;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts the events of an {@link ExecutionListener}. Safe for use by many threads. */
public final class ExecutionCounters implements ExecutionListener {
  private final LongAdder retries = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private final LongAdder starved = new LongAdder();
  private final LongAdder coldStarts = new LongAdder();
  private final LongAdder slotsStarted = new LongAdder();
  private final LongAdder slotsDiscarded = new LongAdder();
  private final LongAdder diagnostics = new LongAdder();

  /** Creates counters that are all zero. */
  public ExecutionCounters() {}

  /** Returns how many runs were repeated because the sandbox failed. */
  public long retries() {
    return retries.sum();
  }

  /** Returns how many runs ended as {@link Outcome#SANDBOX_FAULT}. */
  public long faults() {
    return faults.sum();
  }

  /** Returns how many runs were repeated because they were starved of CPU. */
  public long starvedRuns() {
    return starved.sum();
  }

  /** Returns how many Python programs were started without a warm interpreter. */
  public long coldStarts() {
    return coldStarts.sum();
  }

  /** Returns how many slots have been started. */
  public long slotsStarted() {
    return slotsStarted.sum();
  }

  /** Returns how many slots failed. */
  public long slotsDiscarded() {
    return slotsDiscarded.sum();
  }

  /** Returns how many lines of diagnostics supervisors have printed. */
  public long diagnostics() {
    return diagnostics.sum();
  }

  @Override
  public void runRetried(String key, String reason) {
    retries.increment();
  }

  @Override
  public void runFaulted(String key, String reason) {
    faults.increment();
  }

  @Override
  public void runStarved(String key) {
    starved.increment();
  }

  @Override
  public void coldStarted(String reason) {
    coldStarts.increment();
  }

  @Override
  public void slotStarted(Duration took, String missing) {
    slotsStarted.increment();
  }

  @Override
  public void slotDiscarded(String reason) {
    slotsDiscarded.increment();
  }

  @Override
  public void supervisorSaid(String line) {
    diagnostics.increment();
  }
}
