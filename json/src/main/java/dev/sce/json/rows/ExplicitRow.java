package dev.sce.json.rows;

import dev.sce.Command;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads a self-contained row with {@code files}, {@code commands}, {@code tracked_files} and {@code
 * early_stop}.
 */
final class ExplicitRow {
  private static final Set<String> COMMAND_FIELDS =
      Set.of("command", "timeout", "stdin", "num_times", "environment");

  private static final Set<String> EARLY_STOP_FIELDS = Set.of("return_code", "timeout");

  private ExplicitRow() {}

  static Executable read(JsonNode row, List<String> alsoTracked) throws InvalidRowException {
    Executable.Builder builder = Executable.builder();
    JsonNode files = row.get("files");
    if (files != null) {
      require(files.isObject(), "files", "an object of names and texts");
      for (Map.Entry<String, JsonNode> file : files.properties()) {
        String field = "files." + file.getKey();
        builder.file(file.getKey(), string(file.getValue(), field));
      }
    }
    JsonNode commands = row.get("commands");
    require(commands.isArray(), "commands", "an array");
    for (int i = 0; i < commands.size(); i++) {
      builder.command(command(commands.get(i), "commands[" + i + "]"));
    }
    JsonNode tracked = row.get("tracked_files");
    List<String> names = tracked == null ? List.of() : strings(tracked, "tracked_files");
    builder.track(names);
    builder.track(alsoTracked.stream().filter(name -> !names.contains(name)).toList());
    JsonNode earlyStop = row.get("early_stop");
    return earlyStop == null ? builder.build() : builder.earlyStop(earlyStop(earlyStop)).build();
  }

  private static EarlyStop earlyStop(JsonNode node) throws InvalidRowException {
    if (node.isBoolean()) {
      return node.booleanValue() ? EarlyStop.DEFAULT : EarlyStop.NEVER;
    }
    require(
        node.isObject() && EARLY_STOP_FIELDS.containsAll(node.propertyNames()),
        "early_stop",
        "true, false, or an object like {\"return_code\": 0, \"timeout\": true}");
    JsonNode code = node.path("return_code");
    require(
        code.isMissingNode()
            || code.isNull()
            || (code.isIntegralNumber() && code.canConvertToInt()),
        "early_stop.return_code",
        "a whole number or null");
    JsonNode timeout = node.path("timeout");
    require(timeout.isMissingNode() || timeout.isBoolean(), "early_stop.timeout", "true or false");
    return new EarlyStop.Rule(
        code.isMissingNode()
            ? Integer.valueOf(0)
            : code.isNull() ? null : (Integer) code.intValue(),
        timeout.isMissingNode() || timeout.booleanValue());
  }

  private static Command command(JsonNode node, String at) throws InvalidRowException {
    require(node.isObject(), at, "an object like {\"command\": [\"python3\", \"main.py\"]}");
    for (String field : node.propertyNames()) {
      require(COMMAND_FIELDS.contains(field), at + "." + field, "one of " + sorted());
    }
    JsonNode argv = node.get("command");
    require(argv != null, at + ".command", "there");
    Command command = Command.of(strings(argv, at + ".command"));
    JsonNode timeout = node.get("timeout");
    if (timeout != null && !timeout.isNull()) {
      require(timeout.isNumber(), at + ".timeout", "a number of seconds");
      command = command.withTimeout(DurationText.ofSeconds(timeout.decimalValue()));
    }
    JsonNode times = node.get("num_times");
    if (times != null) {
      require(times.canConvertToInt() && times.isIntegralNumber(), at + ".num_times", "a count");
      command = command.withNumTimes(times.intValue());
    }
    return withStreams(command, node, at);
  }

  private static Command withStreams(Command command, JsonNode node, String at)
      throws InvalidRowException {
    JsonNode stdin = node.get("stdin");
    if (stdin != null && stdin.isArray()) {
      command = command.withStdin(strings(stdin, at + ".stdin"));
    } else if (stdin != null && !stdin.isNull()) {
      command = command.withStdin(string(stdin, at + ".stdin"));
    }
    JsonNode environment = node.get("environment");
    if (environment == null) {
      return command;
    }
    require(environment.isObject(), at + ".environment", "an object of names and texts");
    Map<String, String> variables = new HashMap<>();
    for (Map.Entry<String, JsonNode> variable : environment.properties()) {
      String field = at + ".environment." + variable.getKey();
      variables.put(variable.getKey(), string(variable.getValue(), field));
    }
    return command.withEnvironment(variables);
  }

  private static List<String> strings(JsonNode node, String at) throws InvalidRowException {
    require(node.isArray(), at, "an array of strings");
    List<String> strings = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      strings.add(string(node.get(i), at + "[" + i + "]"));
    }
    return strings;
  }

  private static String string(JsonNode node, String at) throws InvalidRowException {
    require(node.isString(), at, "a string");
    return node.stringValue();
  }

  private static void require(boolean holds, String field, String what) throws InvalidRowException {
    if (!holds) {
      throw new InvalidRowException("field '" + field + "' must be " + what);
    }
  }

  private static List<String> sorted() {
    return COMMAND_FIELDS.stream().sorted().toList();
  }
}
