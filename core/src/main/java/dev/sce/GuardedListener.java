package dev.sce;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes everything to callers' listeners, one after another, and logs their exceptions, so that
 * they affect neither the runs that they observe nor each other.
 */
record GuardedListener(List<ExecutionListener> listeners) implements ExecutionListener {
  private static final Logger log = LoggerFactory.getLogger(GuardedListener.class);

  /** Returns the listener guarded, once. */
  static GuardedListener of(ExecutionListener listener) {
    return listener instanceof GuardedListener guarded
        ? guarded
        : new GuardedListener(List.of(listener));
  }

  @Override
  public ExecutionListener andThen(ExecutionListener next) {
    return new GuardedListener(
        Stream.concat(listeners.stream(), of(next).listeners.stream()).toList());
  }

  private void tell(Consumer<ExecutionListener> event) {
    for (ExecutionListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        log.warn("a listener failed: {}", e.toString());
      }
    }
  }

  @Override
  public void runRetried(String key, String reason) {
    tell(listener -> listener.runRetried(key, reason));
  }

  @Override
  public void runFaulted(String key, String reason) {
    tell(listener -> listener.runFaulted(key, reason));
  }

  @Override
  public void runStarved(String key) {
    tell(listener -> listener.runStarved(key));
  }

  @Override
  public void idleProgramsChanged(int count) {
    tell(listener -> listener.idleProgramsChanged(count));
  }

  @Override
  public void coldStarted(String reason) {
    tell(listener -> listener.coldStarted(reason));
  }

  @Override
  public void slotStarted(Duration took, String missing) {
    tell(listener -> listener.slotStarted(took, missing));
  }

  @Override
  public void slotDiscarded(String reason) {
    tell(listener -> listener.slotDiscarded(reason));
  }

  @Override
  public void supervisorSaid(String line) {
    tell(listener -> listener.supervisorSaid(line));
  }
}
