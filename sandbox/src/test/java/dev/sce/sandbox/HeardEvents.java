package dev.sce.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sce.ExecutionListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what a listener is told and what the log gets of the slots. */
final class HeardEvents implements ExecutionListener, AutoCloseable {
  final List<String> said = new CopyOnWriteArrayList<>();
  final List<String> cold = new CopyOnWriteArrayList<>();
  final List<String> discarded = new CopyOnWriteArrayList<>();
  final List<String> started = new CopyOnWriteArrayList<>();
  final List<String> retried = new CopyOnWriteArrayList<>();

  private final Logger logger = (Logger) LoggerFactory.getLogger(SlotEvents.class);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  HeardEvents() {
    appender.list = new CopyOnWriteArrayList<>();
    appender.start();
    logger.addAppender(appender);
  }

  /** Returns the warnings in the log, without what they are called. */
  List<String> warnings() {
    return appender.list.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void runRetried(String key, String reason) {
    retried.add(reason);
  }

  @Override
  public void coldStarted(String reason) {
    cold.add(reason);
  }

  @Override
  public void slotStarted(Duration took, String missing) {
    started.add(missing);
  }

  @Override
  public void slotDiscarded(String reason) {
    discarded.add(reason);
  }

  @Override
  public void supervisorSaid(String line) {
    said.add(line);
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
