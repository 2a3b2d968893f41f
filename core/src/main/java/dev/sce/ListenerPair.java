package dev.sce;

import java.time.Duration;

/** Passes everything to one listener, then to another. */
record ListenerPair(ExecutionListener first, ExecutionListener second)
    implements ExecutionListener {
  /** Guards each of them, so that the second hears what the first fails at. */
  ListenerPair {
    first = GuardedListener.of(first);
    second = GuardedListener.of(second);
  }

  @Override
  public void runRetried(String key, String reason) {
    first.runRetried(key, reason);
    second.runRetried(key, reason);
  }

  @Override
  public void runFaulted(String key, String reason) {
    first.runFaulted(key, reason);
    second.runFaulted(key, reason);
  }

  @Override
  public void runStarved(String key) {
    first.runStarved(key);
    second.runStarved(key);
  }

  @Override
  public void idleProgramsChanged(int count) {
    first.idleProgramsChanged(count);
    second.idleProgramsChanged(count);
  }

  @Override
  public void coldStarted(String reason) {
    first.coldStarted(reason);
    second.coldStarted(reason);
  }

  @Override
  public void slotStarted(Duration took, String missing) {
    first.slotStarted(took, missing);
    second.slotStarted(took, missing);
  }

  @Override
  public void slotDiscarded(String reason) {
    first.slotDiscarded(reason);
    second.slotDiscarded(reason);
  }

  @Override
  public void supervisorSaid(String line) {
    first.supervisorSaid(line);
    second.supervisorSaid(line);
  }
}
