package dev.sce.server.ops;

import dev.sce.Outcome;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Traffic;
import dev.sce.server.programs.Turns;
import dev.sce.server.queue.FairQueue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;

/** What a server counts, for Prometheus. Safe for use by many threads. */
public final class Metrics implements Traffic, Turns.Events, AutoCloseable {
  /** Anybody can invent others, and each would be counted apart. */
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

  /** Upper bounds of the histograms' buckets. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(3),
    Duration.ofMillis(10),
    Duration.ofMillis(30),
    Duration.ofMillis(100),
    Duration.ofMillis(300),
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(100),
    Duration.ofSeconds(300),
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Timer waits;

  /** Makes the metrics. */
  public Metrics() {
    waits =
        Timer.builder("sce.queue.wait")
            .description("Time from a request to the start of its program")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Shows how full a queue is. */
  public void watch(FairQueue queue) {
    Gauge.builder("sce.queue.depth", queue, FairQueue::waiting)
        .description("Programs that wait for their turn")
        .register(registry);
    Gauge.builder("sce.workers.busy", queue, FairQueue::running)
        .description("Workers that run something")
        .register(registry);
    Gauge.builder("sce.workers", queue, FairQueue::workers)
        .description("Programs that can run at a time")
        .register(registry);
  }

  @Override
  public void began(Duration waited) {
    waits.record(waited);
  }

  @Override
  public void ended(Outcome outcome) {
    registry.counter("sce.executions", "outcome", outcome.name()).increment();
  }

  @Override
  public void cancelled(String reason) {
    registry.counter("sce.cancelled", "reason", reason).increment();
  }

  @Override
  public void ended(Ended request) {
    registry
        .counter(
            "sce.http.requests",
            "route",
            request.route(),
            "method",
            METHODS.contains(request.method()) ? request.method() : "other",
            "code",
            String.valueOf(request.status()))
        .increment();
    Timer.builder("sce.http.request")
        .tag("route", request.route())
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(request.took());
  }

  /** Returns everything as Prometheus reads it. */
  public Answer scrape() {
    return Answer.text(200, registry.scrape());
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
