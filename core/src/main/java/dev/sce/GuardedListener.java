package dev.sce;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs exceptions of a caller's listener, so that they do not affect the runs it observes. */
record GuardedListener(ExecutionListener listener) implements ExecutionListener {
  private static final Logger log = LoggerFactory.getLogger(GuardedListener.class);

  /** Returns the listener guarded, once. */
  static GuardedListener of(ExecutionListener listener) {
    return listener instanceof GuardedListener guarded ? guarded : new GuardedListener(listener);
  }

  private static void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      log.warn("a listener failed: {}", e.toString());
    }
  }

  @Override
  public void runRetried(String key, String reason) {
    guard(() -> listener.runRetried(key, reason));
  }

  @Override
  public void runFaulted(String key, String reason) {
    guard(() -> listener.runFaulted(key, reason));
  }

  @Override
  public void runStarved(String key) {
    guard(() -> listener.runStarved(key));
  }

  @Override
  public void idleProgramsChanged(int count) {
    guard(() -> listener.idleProgramsChanged(count));
  }

  @Override
  public void coldStarted(String reason) {
    guard(() -> listener.coldStarted(reason));
  }

  @Override
  public void slotStarted(Duration took, String missing) {
    guard(() -> listener.slotStarted(took, missing));
  }

  @Override
  public void slotDiscarded(String reason) {
    guard(() -> listener.slotDiscarded(reason));
  }

  @Override
  public void supervisorSaid(String line) {
    guard(() -> listener.supervisorSaid(line));
  }
}
