package dev.sce.judge.program;

import dev.sce.CapturedOutput;
import dev.sce.Command;
import dev.sce.CommandResult;
import dev.sce.Executable;
import dev.sce.ExecutionResult;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.json.Json;
import dev.sce.judge.Grade;
import dev.sce.judge.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/** Plays the executor: every command has the result that a function says, and nothing is run. */
public final class FakeRuns {
  private final BiFunction<Integer, Command, CommandResult> results;
  private final List<Executable> seen = new ArrayList<>();

  /**
   * Makes one.
   *
   * @param results gives the result of a command, from the number of the executable in the order in
   *     which they are run; a SANDBOX_FAULT is that of the whole executable
   */
  public FakeRuns(BiFunction<Integer, Command, CommandResult> results) {
    this.results = results;
  }

  /** Returns what was to be run. */
  public List<Executable> seen() {
    return seen;
  }

  /** Takes all steps. */
  public Grade grade(Step first) {
    Step step = first;
    while (step instanceof Step.Run run) {
      step = run.then().apply(run.programs().stream().map(this::run).toList());
    }
    return ((Step.Done) step).grade();
  }

  private ExecutionResult run(Executable program) {
    int number = seen.size();
    seen.add(program);
    List<CommandResult> done = new ArrayList<>();
    for (int i = 0; i < program.commands().size(); i++) {
      CommandResult result = results.apply(number, program.commands().get(i));
      if (result.outcome() == Outcome.SANDBOX_FAULT) {
        return ExecutionResult.inconclusive(
            Outcome.SANDBOX_FAULT, result.error().orElse(""), program.commands().size());
      }
      done.add(result);
      if (program.earlyStop().shouldStop(i, result)) {
        break;
      }
    }
    return ExecutionResult.known(done);
  }

  /** Returns the result of a program that ended by itself. */
  public static CommandResult exited(int status, String stdout) {
    return ended(status == 0 ? Outcome.OK : Outcome.NONZERO_EXIT, status, stdout);
  }

  /** Returns the result of a program that a signal ended. */
  public static CommandResult killed() {
    return ended(Outcome.SIGNALED, -11, "");
  }

  /** Returns the result of a failure of ours. */
  public static CommandResult fault() {
    return CommandResult.unrun(Outcome.SANDBOX_FAULT, "the disk is full");
  }

  private static CommandResult ended(Outcome outcome, int code, String stdout) {
    return CommandResult.builder(outcome)
        .returnCode(code)
        .runtime(Duration.ofMillis(1))
        .out(CapturedOutput.ofText(stdout))
        .launcher(Launcher.EXEC)
        .build();
  }

  /**
   * Returns what a referee says of a conversation whose judge ended with a status, or −N for a
   * signal.
   */
  public static CommandResult conversation(Command referee, int judge) {
    String order = referee.stdin().text().lines().findFirst().orElseThrow();
    ObjectNode said = Json.MAPPER.createObjectNode();
    said.set("nonce", Json.MAPPER.readTree(order).get("nonce"));
    said.put("end", "done").put("first", "trusted").put("trusted", judge).put("untrusted", 0);
    return exited(0, said + "\n");
  }
}
