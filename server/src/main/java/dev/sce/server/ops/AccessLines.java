package dev.sce.server.ops;

import dev.sce.json.Json;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Traffic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * Writes one line of JSON for each request: when it ended, who asked what, and how it was answered.
 * What clients send is escaped, so that no line can be forged.
 */
public final class AccessLines implements Traffic {
  private final Consumer<String> log;

  /** Makes lines for a log. */
  public AccessLines(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public void ended(Ended request) {
    log.accept(
        Answer.object(
                200,
                json -> {
                  json.writeStringProperty(
                      "time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
                  json.writeStringProperty("request_id", request.id());
                  json.writeStringProperty("client", request.client());
                  json.writeStringProperty("method", request.method());
                  json.writeStringProperty("path", Json.writable(request.path()));
                  json.writeNumberProperty("status", request.status());
                  json.writeNumberProperty("bytes", request.bytes());
                  json.writeNumberProperty("seconds", request.took().toMillis() / 1000.0);
                })
            .body()
            .text());
  }
}
