package dev.sce.judge.referee;

import dev.sce.Blob;
import dev.sce.CommandResult;
import dev.sce.Outcome;
import dev.sce.judge.Verdict;
import dev.sce.support.Seconds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the referee saw.
 *
 * @param end why the conversation was over
 * @param first who ended first
 * @param trusted exit status of the trusted program, −N for signal N; absent when it was still
 *     running or had no say any more
 * @param untrusted exit status of the untrusted program; absent likewise
 * @param cpu processor time of the untrusted program and the children it waited for; absent when it
 *     did not end by itself
 * @param wall time from its start to its end, or to the end of the conversation
 * @param landlock the version of Landlock it was confined by; 0 for none
 * @param message what the trusted program said for people; absent for nothing
 * @param feedback the files in its folder for messages, by name; absent when they were too much,
 *     and empty when they were not to be kept
 */
public record Report(
    End end,
    First first,
    @Nullable Integer trusted,
    @Nullable Integer untrusted,
    @Nullable Duration cpu,
    Duration wall,
    int landlock,
    @Nullable String message,
    @Nullable Map<String, Blob> feedback) {

  /** Why a conversation was over. */
  public enum End {
    /** What ended decides. */
    DONE,
    /** The untrusted program was still running at its limit. */
    WALL,
    /** The trusted program was still running long after the untrusted one. */
    PATIENCE,
    /** The untrusted program could not be started. */
    NOT_STARTED,
    /** The trusted program could not be started or protected. */
    JUDGE_NOT_STARTED
  }

  /** Who ended first. */
  public enum First {
    /** The trusted program. */
    TRUSTED,
    /** The untrusted program. */
    UNTRUSTED,
    /** Neither ended. */
    NEITHER
  }

  /**
   * Whether it ended as it did because the trusted program broke, whatever had made it do so: a
   * signal ended it, it did not come to its end, or it never began.
   */
  public boolean trustedBroke() {
    return end == End.PATIENCE || end == End.JUDGE_NOT_STARTED || (trusted != null && trusted < 0);
  }

  /**
   * Returns a verdict that takes the memory limit into account: a process that had to be ended for
   * it explains an error, and makes a pass none, whatever the others did.
   */
  public static Verdict withMemory(Verdict verdict, CommandResult run) {
    boolean open = verdict == Verdict.PASSED || verdict == Verdict.RUNTIME_ERROR;
    return open && run.outcome() == Outcome.MEMORY_LIMIT ? Verdict.MEMORY_LIMIT : verdict;
  }

  static Report of(JsonNode json) {
    return new Report(
        End.valueOf(json.path("end").asString("done").replace(' ', '_').toUpperCase(Locale.ROOT)),
        switch (json.path("first").asString("")) {
          case "trusted" -> First.TRUSTED;
          case "untrusted" -> First.UNTRUSTED;
          default -> First.NEITHER;
        },
        status(json.get("trusted")),
        status(json.get("untrusted")),
        json.has("cpu") ? seconds(json.path("cpu")) : null,
        seconds(json.path("wall")),
        json.path("landlock").asInt(0),
        message(json),
        feedback(json));
  }

  private static @Nullable Map<String, Blob> feedback(JsonNode json) {
    if (json.path("feedback").isMissingNode()) {
      return Map.of();
    }
    if (!json.path("feedback").isObject()) {
      return null;
    }
    Map<String, Blob> files = new TreeMap<>();
    json.path("feedback")
        .properties()
        .forEach(
            file ->
                files.put(
                    file.getKey(),
                    Blob.of(Base64.getDecoder().decode(file.getValue().asString("")))));
    return files;
  }

  private static @Nullable Integer status(@Nullable JsonNode json) {
    return json == null || json.isNull() ? null : Integer.valueOf(json.asInt());
  }

  private static Duration seconds(JsonNode json) {
    return Seconds.toDuration(json.asDouble(0));
  }

  private static @Nullable String message(JsonNode json) {
    List<String> parts = new ArrayList<>();
    if (json.path("problem").isString()) {
      parts.add(json.path("problem").asString());
    }
    json.path("message").values().forEach(text -> parts.add(text.asString().strip()));
    String all = String.join("; ", parts.stream().filter(part -> !part.isEmpty()).toList());
    return all.isEmpty() ? null : all;
  }
}
