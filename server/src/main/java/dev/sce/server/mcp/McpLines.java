package dev.sce.server.mcp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sce.Blob;
import dev.sce.json.Json;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Programs;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The protocol over streams: each line is a message, and answers come in any order. */
public final class McpLines {
  private final Protocol protocol;
  private final int longest;
  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition done = lock.newCondition();

  @GuardedBy("lock")
  private final Map<JsonNode, Request> underWay = new HashMap<>();

  @GuardedBy("lock")
  private boolean broken;

  /**
   * Makes a conversation.
   *
   * @param longest bytes of a line
   */
  public McpLines(
      Programs programs, LanguageTable table, String version, int longest, OutputStream out) {
    this.protocol = new Protocol(new Tools(programs, table), version);
    this.longest = longest;
    this.out = out;
  }

  /**
   * Answers until the input ends, and then what is under way, for so long at the most.
   *
   * @throws IOException if the input cannot be read
   */
  public void converse(InputStream input, Duration patience)
      throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(input, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long size = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next != '\n') {
        size++;
        if (size <= longest) {
          line.write(next);
        }
        continue;
      }
      take(line, size);
      line.reset();
      size = 0;
    }
    take(line, size);
    awaitOthers(patience);
  }

  private void take(ByteArrayOutputStream line, long size) {
    if (size > longest) {
      String why = "a message is longer than " + longest + " bytes";
      write(Protocol.error(null, new RpcError(RpcError.NOT_A_REQUEST, 413, why)));
      return;
    }
    Blob bytes = Blob.of(line.toByteArray());
    if (bytes.text().isBlank()) {
      return;
    }
    try {
      take(Message.read(bytes));
    } catch (RpcError e) {
      write(Protocol.error(null, e));
    }
  }

  private void take(Message message) throws RpcError {
    JsonNode id = message.id();
    if (id == null) {
      if ("notifications/cancelled".equals(message.method())) {
        cancel(message.params().path("requestId"));
      }
      return;
    }
    Request request = Request.local(id.asString(), "stdio");
    lock.lock();
    try {
      if (underWay.putIfAbsent(id, request) != null) {
        throw new RpcError(RpcError.NOT_A_REQUEST, 400, "this id is that of a request under way");
      }
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().start(() -> answer(message, id, request));
  }

  private void answer(Message message, JsonNode id, Request request) {
    try {
      write(protocol.answer(message, request));
    } catch (InterruptedException e) {
      // Cancelled: the client does not want an answer.
    } catch (RuntimeException | Error e) {
      write(Protocol.error(id, new RpcError(RpcError.FAILED, 500, "the server failed: " + e)));
    } finally {
      lock.lock();
      try {
        underWay.remove(id);
        done.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void cancel(JsonNode id) {
    Request request;
    lock.lock();
    try {
      request = underWay.get(id);
    } finally {
      lock.unlock();
    }
    if (request != null) {
      request.cancel();
    }
  }

  private void write(ObjectNode message) {
    byte[] bytes = Json.MAPPER.writeValueAsBytes(message);
    lock.lock();
    try {
      if (!broken) {
        out.write(bytes);
        out.write('\n');
        out.flush();
      }
    } catch (IOException e) {
      // Nobody reads any more, so nobody will ask any more either: the input ends soon.
      broken = true;
    } finally {
      lock.unlock();
    }
  }

  private void awaitOthers(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    List<Request> rest;
    lock.lock();
    try {
      while (!underWay.isEmpty() && !broken && left > 0) {
        left = done.awaitNanos(left);
      }
      rest = new ArrayList<>(underWay.values());
    } finally {
      lock.unlock();
    }
    rest.forEach(Request::cancel);
    lock.lock();
    try {
      long end = TimeUnit.SECONDS.toNanos(5);
      while (!underWay.isEmpty() && end > 0) {
        end = done.awaitNanos(end);
      }
    } finally {
      lock.unlock();
    }
  }
}
