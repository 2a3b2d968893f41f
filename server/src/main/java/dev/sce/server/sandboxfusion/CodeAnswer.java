package dev.sce.server.sandboxfusion;

import dev.sce.CommandResult;
import dev.sce.TrackedFile;
import dev.sce.json.Json;
import dev.sce.server.http.Answer;
import dev.sce.server.programs.Ran;
import dev.sce.support.Seconds;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The answer of {@code /run_code}.
 *
 * @param status {@code Success}, {@code Failed} or {@code SandboxError}
 * @param message what is wrong with the sandbox; else what is left out, or nothing
 * @param compiled the compiler's part; null if there is none
 * @param run the program's part; null if it did not come to that
 * @param files contents in base64, by the name that was asked for
 */
record CodeAnswer(
    Status status,
    String message,
    @Nullable Part compiled,
    @Nullable Part run,
    Map<String, String> files) {

  /** How all of it ended. */
  enum Status {
    SUCCESS("Success"),
    FAILED("Failed"),
    SANDBOX_ERROR("SandboxError");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /**
   * How one command ended.
   *
   * @param status {@code Finished}, {@code Error} or {@code TimeLimitExceeded}
   */
  record Part(
      String status,
      @Nullable Double time,
      @Nullable Integer returnCode,
      @Nullable String stdout,
      String stderr) {
    private static final int KILLED = -9;

    static Part of(CommandResult result) {
      double time = Seconds.of(result.runtime()).doubleValue();
      return switch (result.outcome()) {
        case TIME_LIMIT, CPU_TIME_LIMIT ->
            new Part("TimeLimitExceeded", time, null, result.stdout(), result.stderr());
        case MEMORY_LIMIT -> killed(result, time, "the program exceeded its memory limit");
        case OUTPUT_LIMIT -> killed(result, time, "the program printed more than is allowed");
        case OK, NONZERO_EXIT, SIGNALED ->
            new Part("Finished", time, result.returnCode(), result.stdout(), result.stderr());
        case NOT_STARTED, SANDBOX_FAULT, INVALID_INPUT, CANCELLED ->
            new Part("Error", null, null, null, result.error().orElse("it could not be run"));
      };
    }

    private static Part killed(CommandResult result, double time, String reason) {
      String stderr = result.stderr();
      String separator = stderr.isEmpty() || stderr.endsWith("\n") ? "" : "\n";
      return new Part("Finished", time, KILLED, result.stdout(), stderr + separator + reason);
    }

    /** A limit of time that leaves no time. */
    static Part overAtOnce() {
      return new Part("TimeLimitExceeded", 0.0, null, "", "");
    }

    Part shortened(int most) {
      return new Part(
          status, time, returnCode, stdout == null ? null : cut(stdout, most), cut(stderr, most));
    }

    private static String cut(String text, int most) {
      return text.length() > most ? text.substring(0, most) : text;
    }

    boolean isFine() {
      return returnCode != null && returnCode == 0;
    }
  }

  /** Returns the answer for a program that was run. */
  static CodeAnswer of(Ran ran, List<String> fetched) {
    Part compiled = ran.compiled().map(Part::of).orElse(null);
    Part run = ran.run().map(Part::of).orElse(null);
    if (ran.isFault()) {
      return new CodeAnswer(Status.SANDBOX_ERROR, ran.fault(), compiled, run, Map.of());
    }
    boolean fine = (compiled == null || compiled.isFine()) && run != null && run.isFine();
    StringBuilder message = new StringBuilder();
    Map<String, String> files = new LinkedHashMap<>();
    for (String name : fetched) {
      TrackedFile file = ran.whole().trackedFiles().get(CodeRequest.inside(name));
      if (file == null) {
        continue;
      }
      if (file.content() != null) {
        files.put(name, Base64.getEncoder().encodeToString(file.content().toByteArray()));
      } else if (file.state() == TrackedFile.State.TOO_LARGE) {
        message.append(message.isEmpty() ? "" : "; ").append(name).append(" is too large");
      }
    }
    return new CodeAnswer(
        fine ? Status.SUCCESS : Status.FAILED, message.toString(), compiled, run, files);
  }

  /** Returns the answer when the sandbox is to blame. */
  static CodeAnswer error(String message) {
    return new CodeAnswer(Status.SANDBOX_ERROR, message, null, null, Map.of());
  }

  /** Returns the answer when there is no time for anything. */
  static CodeAnswer overAtOnce(boolean compiled) {
    Part over = Part.overAtOnce();
    return compiled
        ? new CodeAnswer(Status.FAILED, "", over, null, Map.of())
        : new CodeAnswer(Status.FAILED, "", null, over, Map.of());
  }

  /** Returns what the program printed; nothing if it did not run. */
  String stdout() {
    return run == null || run.stdout() == null ? "" : run.stdout();
  }

  /** Returns this answer with output cut after so many characters. */
  CodeAnswer shortened(int most) {
    return new CodeAnswer(
        status,
        message,
        compiled == null ? null : compiled.shortened(most),
        run == null ? null : run.shortened(most),
        files);
  }

  Answer answer() {
    return Answer.object(200, this::write);
  }

  /** Writes the members, all of them, in the format's order. */
  void write(JsonGenerator json) {
    json.writeStringProperty("status", status.label());
    json.writeStringProperty("message", Json.writable(message));
    write(json, "compile_result", compiled);
    write(json, "run_result", run);
    String pod = System.getenv("MY_POD_NAME");
    if (pod == null) {
      json.writeNullProperty("executor_pod_name");
    } else {
      json.writeStringProperty("executor_pod_name", pod);
    }
    json.writeObjectPropertyStart("files");
    files.forEach((name, content) -> json.writeStringProperty(Json.writable(name), content));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, @Nullable Part part) {
    if (part == null) {
      json.writeNullProperty(name);
      return;
    }
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("status", part.status());
    if (part.time() == null) {
      json.writeNullProperty("execution_time");
    } else {
      json.writeNumberProperty("execution_time", part.time());
    }
    if (part.returnCode() == null) {
      json.writeNullProperty("return_code");
    } else {
      json.writeNumberProperty("return_code", part.returnCode());
    }
    if (part.stdout() == null) {
      json.writeNullProperty("stdout");
    } else {
      json.writeStringProperty("stdout", part.stdout());
    }
    json.writeStringProperty("stderr", Json.writable(part.stderr()));
    json.writeEndObject();
  }
}
