package dev.sce.datasets.apps;

import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Task;
import dev.sce.judge.call.Call;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A problem as APPS writes it.
 *
 * @param place where it stands, for messages
 * @param id its number with at least four digits
 * @param tests an object with {@code inputs}, {@code outputs} and perhaps {@code fn_name}; empty
 *     where the problem has no tests
 * @param solutions programs of people
 * @param starter the beginning of a program
 * @param groups labels of the problem
 */
record AppsProblem(
    String place,
    String id,
    JsonNode tests,
    List<String> solutions,
    String starter,
    Map<String, String> groups) {

  Problem toProblem(AppsOptions options) {
    String function = tests.path("fn_name").asString("");
    Task task =
        function.isEmpty()
            ? new StdinTask(starter, runs(options), options.rule(), options.stdin())
            : new CallTask(function, starter, calls(options), options.equality(), options.calls());
    return new Problem(id, task).withGroups(groups);
  }

  private List<ProgramTest> runs(AppsOptions options) {
    List<ProgramTest> runs = new ArrayList<>();
    for (int i = 0; i < count(options); i++) {
      runs.add(ProgramTest.ofText("" + i, text("inputs", i), text("outputs", i)));
    }
    return runs;
  }

  private List<Call> calls(AppsOptions options) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < count(options); i++) {
      JsonNode arguments = tests.path("inputs").get(i);
      String list = arguments.isArray() ? arguments.toString() : "[" + arguments + "]";
      calls.add(new Call("" + i, list, tests.path("outputs").get(i).toString()));
    }
    return calls;
  }

  private int count(AppsOptions options) {
    int inputs = tests.path("inputs").size();
    int outputs = tests.path("outputs").size();
    if (inputs != outputs) {
      throw new InvalidDataException(
          place + ": 'input_output' has " + inputs + " inputs but " + outputs + " outputs");
    }
    return Math.min(inputs, options.maxTests());
  }

  /** Returns an input or output, which is a text or a list of lines. */
  private String text(String field, int index) {
    JsonNode value = tests.path(field).get(index);
    if (!value.isArray()) {
      return value.asString();
    }
    List<String> lines = new ArrayList<>();
    value.forEach(line -> lines.add(line.asString()));
    return String.join("\n", lines);
  }
}
