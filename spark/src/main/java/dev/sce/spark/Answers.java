package dev.sce.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The results of a task's rows, as they come. Used by the task's thread, which alone reads the
 * rows: Spark's sources expect that. Another one only moves the engine's answers to where they
 * wait.
 */
final class Answers implements Iterator<String>, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Iterator<Tuple2<String, Long>> rows;
  private final RowForm form;
  private final WorkerProcess worker;
  private final EngineStream stream;
  private final FaultShare faults;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final Map<Long, Asked> unanswered = new HashMap<>();
  private long sent;
  private boolean sentAll;
  private boolean sendingFailed;
  private boolean over;
  private @Nullable String next;

  /** A row whose answer is not there yet. */
  private record Asked(long index, boolean named) {}

  /** A line of the answer; without one, the answer has ended, perhaps by a failure. */
  private record Received(@Nullable String line, @Nullable String failure) {}

  /**
   * Begins a request.
   *
   * @param rows the texts of rows with their indices
   */
  Answers(
      Iterator<Tuple2<String, Long>> rows, RowForm form, WorkerProcess worker, FaultShare faults) {
    this.rows = rows;
    this.form = form;
    this.worker = worker;
    this.faults = faults;
    try {
      this.stream = worker.stream(form.path());
      String head = form.head();
      if (head != null) {
        stream.send(head);
      }
      stream.flush();
    } catch (IOException e) {
      throw new SceException(worker.explain(e.getMessage()), e);
    }
    Thread reader = new Thread(this::receive, "sce-answers");
    reader.setDaemon(true);
    reader.start();
  }

  private void receive() {
    String failure = null;
    try {
      for (String line = stream.readLine(); line != null; line = stream.readLine()) {
        received.add(new Received(line, null));
      }
    } catch (IOException | RuntimeException e) {
      failure = String.valueOf(e.getMessage());
    }
    received.add(new Received(null, failure));
  }

  @Override
  public boolean hasNext() {
    while (next == null && !over) {
      sendWhatMayBeSent();
      take();
    }
    return next != null;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    String row = next;
    next = null;
    if (row == null) {
      throw new NoSuchElementException();
    }
    return row;
  }

  private void sendWhatMayBeSent() {
    if (sentAll || unanswered.size() >= form.mostUnanswered()) {
      return;
    }
    while (unanswered.size() < form.mostUnanswered() && rows.hasNext()) {
      Tuple2<String, Long> row = rows.next();
      RowForm.Prepared prepared = form.prepare(row._1());
      unanswered.put(sent++, new Asked(row._2(), prepared.named()));
      send(() -> stream.send(prepared.line()));
    }
    if (unanswered.size() < form.mostUnanswered()) {
      sentAll = true;
      send(stream::finish);
    } else {
      send(stream::flush);
    }
  }

  /** Something to send. */
  private interface Sending {
    void send() throws IOException;
  }

  private void send(Sending what) {
    if (!sendingFailed) {
      try {
        what.send();
      } catch (IOException e) {
        // The answer says why, or has broken off too.
        sendingFailed = true;
      }
    }
  }

  private void take() {
    Received answer;
    try {
      answer = received.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SceException("the task was interrupted", e);
    }
    String line = answer.line();
    if (line == null) {
      throw new SceException(worker.explain(answer.failure()));
    }
    if (ResultLine.isRow(line)) {
      next = result(line);
    } else if (line.startsWith("{\"end\":true")) {
      end();
    } else {
      throw new SceException("the engine refused the rows: " + reason(line));
    }
  }

  private String result(String line) {
    Asked asked = unanswered.remove(ResultLine.position(line));
    if (asked == null) {
      throw moreOrLess();
    }
    String row = form.result(line, asked.index(), asked.named());
    faults.count(form.isFault(row));
    return row;
  }

  private void end() {
    if (!unanswered.isEmpty() || !sentAll) {
      throw moreOrLess();
    }
    over = true;
    faults.check();
  }

  private static SceException moreOrLess() {
    return new SceException(
        "a row has more than one sample, or none; make it one row for each sample before, for"
            + " example with explode()");
  }

  private static String reason(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      JsonNode detail = json.has("error") ? json.path("error").path("detail") : json.path("detail");
      return detail.asText(line);
    } catch (JsonProcessingException e) {
      return line;
    }
  }

  /** Hangs up; what is under way ends. */
  @Override
  public void close() {
    stream.close();
  }
}
