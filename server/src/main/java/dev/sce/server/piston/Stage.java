package dev.sce.server.piston;

import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * How compiling or running ended.
 *
 * @param signal the signal's name, {@code SIGKILL} at a limit
 * @param code the exit status; null where a signal ended it
 * @param status two letters; null if all is well
 */
record Stage(
    @Nullable String signal,
    String stdout,
    String stderr,
    @Nullable Integer code,
    @Nullable Long memory,
    @Nullable String message,
    @Nullable String status,
    @Nullable Long cpuTime,
    @Nullable Long wallTime) {
  private static final String KILLED = "SIGKILL";

  /** Linux's names of signals, from number 1. */
  private static final List<String> SIGNALS =
      List.of(
          "SIGHUP",
          "SIGINT",
          "SIGQUIT",
          "SIGILL",
          "SIGTRAP",
          "SIGABRT",
          "SIGBUS",
          "SIGFPE",
          "SIGKILL",
          "SIGUSR1",
          "SIGSEGV",
          "SIGUSR2",
          "SIGPIPE",
          "SIGALRM",
          "SIGTERM",
          "SIGSTKFLT",
          "SIGCHLD",
          "SIGCONT",
          "SIGSTOP",
          "SIGTSTP",
          "SIGTTIN",
          "SIGTTOU",
          "SIGURG",
          "SIGXCPU",
          "SIGXFSZ",
          "SIGVTALRM",
          "SIGPROF",
          "SIGWINCH",
          "SIGIO",
          "SIGPWR",
          "SIGSYS");

  /** Returns the stage of a command that ran. */
  static Stage of(CommandResult result) {
    return switch (result.outcome()) {
      case OK -> made(result, null, 0, null, null);
      case NONZERO_EXIT -> {
        int code = result.returnCode();
        yield made(result, null, code, "Exited with error status " + code, "RE");
      }
      case SIGNALED -> {
        int number = result.signal();
        yield made(result, name(number), null, "Caught fatal signal " + number, "SG");
      }
      case TIME_LIMIT -> made(result, KILLED, null, "Time limit exceeded (wall clock)", "TO");
      case CPU_TIME_LIMIT -> made(result, KILLED, null, "Time limit exceeded", "TO");
      case MEMORY_LIMIT -> made(result, KILLED, null, "Memory limit exceeded", "SG");
      case OUTPUT_LIMIT ->
          result.out().truncated()
              ? made(result, KILLED, null, "stdout length exceeded", "OL")
              : made(result, KILLED, null, "stderr length exceeded", "EL");
      case NOT_STARTED, SANDBOX_FAULT, INVALID_INPUT, CANCELLED ->
          failed(result.error().orElse("it could not be run"));
    };
  }

  private static Stage made(
      CommandResult result,
      @Nullable String signal,
      @Nullable Integer code,
      @Nullable String message,
      @Nullable String status) {
    return new Stage(
        signal,
        result.stdout(),
        result.stderr(),
        code,
        result.peakMemory().map(DataSize::bytes).orElse(null),
        message,
        status,
        result.cpuTime().map(time -> time.toMillis()).orElse(null),
        result.runtime().toMillis());
  }

  /** Returns the stage of a program that needs no compiler. */
  static Stage nothingToDo() {
    return verdict("", "", 0);
  }

  /** Returns a stage with texts and a code of the server's own. */
  static Stage verdict(String stdout, String stderr, int code) {
    return new Stage(null, stdout, stderr, code, null, null, null, null, null);
  }

  /**
   * Returns the stage of a failure that is not the program's, once status 200 has been sent. Its
   * first words are those by which clients know that another try is worth it.
   */
  static Stage failed(String why) {
    String text = "Resource temporarily unavailable: " + why;
    return new Stage(null, "", text, 1, null, why, "XX", null, null);
  }

  private static String name(int signal) {
    return signal >= 1 && signal <= SIGNALS.size() ? SIGNALS.get(signal - 1) : "SIG" + signal;
  }

  /** Writes it as a member of an object. */
  void write(JsonGenerator json, String name) {
    json.writeObjectPropertyStart(name);
    text(json, "signal", signal);
    json.writeStringProperty("stdout", stdout);
    json.writeStringProperty("stderr", Json.writable(stderr));
    if (code == null) {
      json.writeNullProperty("code");
    } else {
      json.writeNumberProperty("code", code);
    }
    json.writeStringProperty("output", Json.writable(stdout + stderr));
    number(json, "memory", memory);
    text(json, "message", message);
    text(json, "status", status);
    number(json, "cpu_time", cpuTime);
    number(json, "wall_time", wallTime);
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, @Nullable String value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, Json.writable(value));
    }
  }

  private static void number(JsonGenerator json, String name, @Nullable Long value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, value);
    }
  }
}
