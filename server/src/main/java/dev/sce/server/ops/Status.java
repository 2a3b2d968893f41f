package dev.sce.server.ops;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.Limits;
import dev.sce.Outcome;
import dev.sce.json.Json;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageStatus;
import dev.sce.server.http.Answer;
import dev.sce.server.http.Route;
import dev.sce.server.programs.KnownLanguages;
import dev.sce.server.programs.Turns;
import dev.sce.server.queue.FairQueue;
import dev.sce.support.Seconds;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Says what the server can do, and what it is doing. */
public final class Status {
  private final List<String> formats;
  private final ExecutionConfig config;
  private final Isolation isolation;
  private final FairQueue queue;
  private final KnownLanguages languages;
  private final RecentMinutes recent;

  /**
   * Makes the routes of a server.
   *
   * @param formats the names of the formats that it speaks
   */
  public Status(
      List<String> formats,
      ExecutionConfig config,
      KnownLanguages languages,
      Turns turns,
      RecentMinutes recent) {
    this.formats = List.copyOf(formats);
    this.config = config;
    this.isolation = turns.executor().isolation();
    this.queue = turns.queue();
    this.languages = languages;
    this.recent = recent;
  }

  /** Returns the routes. */
  public List<Route> routes() {
    return List.of(get("/v1/info", _ -> info()), get("/v1/stats", _ -> stats()));
  }

  private static Route get(String path, Route.Whole handler) {
    return new Route("GET", path, Health.STYLE, Route.Access.TOKEN, handler);
  }

  private Answer info() {
    return Answer.object(
        200,
        json -> {
          json.writeStringProperty("version", Health.version());
          json.writeStringProperty("isolation", isolation.label());
          Optional<String> enforcement = languages.enforcement().map(Object::toString);
          json.writeName("enforcement");
          if (enforcement.isPresent()) {
            json.writeString(enforcement.get());
          } else {
            json.writeNull();
          }
          json.writeNumberProperty("workers", queue.workers());
          json.writeNumberProperty("waiting", queue.waiting());
          json.writeNumberProperty("running", queue.running());
          json.writeArrayPropertyStart("formats");
          formats.forEach(json::writeString);
          json.writeEndArray();
          json.writeObjectPropertyStart("limits");
          write(json, config.limits());
          json.writeEndObject();
          json.writeArrayPropertyStart("languages");
          languages.table().languages().forEach(language -> write(json, language));
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, Limits limits) {
    seconds(json, "wall_time", limits.wallTime());
    seconds(json, "cpu_time", limits.cpuTime());
    json.writeNumberProperty("memory_bytes", limits.memory().bytes());
    json.writeNumberProperty("output_bytes", limits.output().bytes());
    json.writeNumberProperty("file_size_bytes", limits.fileSize().bytes());
    json.writeNumberProperty("processes", limits.maxProcesses());
  }

  /** A time without a limit is null. */
  private static void seconds(JsonGenerator json, String name, Duration time) {
    if (time.equals(Limits.UNLIMITED)) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, Seconds.asDouble(time));
    }
  }

  private void write(JsonGenerator json, Language language) {
    Optional<LanguageStatus> status = languages.soFar(language);
    json.writeStartObject();
    json.writeStringProperty("id", language.id());
    json.writeArrayPropertyStart("names");
    language.names().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("family", language.family());
    json.writeBooleanProperty("compiled", language.isCompiled());
    String state = status.map(known -> known.state().name()).orElse("PENDING");
    json.writeStringProperty("state", state.toLowerCase(Locale.ROOT));
    text(json, "version", status.map(LanguageStatus::version));
    text(json, "problem", status.map(LanguageStatus::problem));
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, Optional<String> text) {
    if (text.isPresent()) {
      json.writeStringProperty(name, Json.writable(text.get()));
    } else {
      json.writeNullProperty(name);
    }
  }

  private Answer stats() {
    List<RecentMinutes.Sum> minutes = recent.minutes();
    double uptime = Seconds.asDouble(recent.uptime());
    return Answer.object(
        200,
        json -> {
          json.writeNumberProperty("uptime", rounded(uptime));
          json.writeNumberProperty("workers", queue.workers());
          json.writeNumberProperty("waiting", queue.waiting());
          json.writeNumberProperty("running", queue.running());
          double rate = minutes.getLast().programs() / Math.clamp(uptime, 1, 60);
          json.writeNumberProperty("rate", rounded(rate));
          json.writeObjectPropertyStart("total");
          write(json, recent.all());
          json.writeEndObject();
          json.writeArrayPropertyStart("minutes");
          for (RecentMinutes.Sum minute : minutes) {
            json.writeStartObject();
            write(json, minute);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, RecentMinutes.Sum sum) {
    json.writeNumberProperty("programs", sum.programs());
    json.writeObjectPropertyStart("outcomes");
    for (Map.Entry<Outcome, Long> outcome : sum.outcomes().entrySet()) {
      json.writeNumberProperty(outcome.getKey().name(), outcome.getValue());
    }
    json.writeEndObject();
    json.writeNumberProperty("given_up", sum.givenUp());
    json.writeNumberProperty("wait_mean", rounded(sum.waitMean()));
    json.writeNumberProperty("wait_max", rounded(sum.waitMax()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
