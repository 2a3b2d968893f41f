package dev.sce.judge.python;

import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a grader knows of judges that live on: whether there are any, and which problems they
 * decline. Used by many threads.
 */
final class LivingJudges {
  /** So often in a row there was none; then there is none at this level of isolation. */
  private static final int MOST_MISSES = 8;

  /** What {@code no_judge.py} prints, and a judge for a problem that it declines. */
  private static final String DECLINED = "declined";

  private static final String NONE = "no judge lives on here";

  /** The fields of a request that say what its tests are. */
  private static final List<String> PROBLEM =
      List.of("kind", "prompt", "setup", "tests", "trusted", "reference");

  /** By hash, for the texts may be large; two that share one are judged the other way, as right. */
  private final Set<Integer> declined = ConcurrentHashMap.newKeySet();

  private final AtomicInteger misses = new AtomicInteger();

  /** Returns whether such a judge is worth a try. */
  boolean mayServe(ObjectNode request) {
    return misses.get() < MOST_MISSES && !declined.contains(problem(request));
  }

  /**
   * Takes note of a run. Returns whether it tells of the sample: a judge that ended in the middle,
   * for whatever reason, has said nothing.
   */
  boolean served(ObjectNode request, ExecutionResult run) {
    Optional<CommandResult> last = run.lastCommand();
    if (run.outcome().isInconclusive() || last.isEmpty()) {
      return true;
    }
    Outcome outcome = last.get().outcome();
    if (outcome == Outcome.NONZERO_EXIT || outcome == Outcome.SIGNALED) {
      return false;
    }
    if (outcome != Outcome.OK) {
      return true; // a limit of the sample's
    }
    Optional<String> reason = declined(last.get());
    if (reason.isPresent() && reason.get().equals(NONE)) {
      misses.incrementAndGet();
      return false;
    }
    misses.set(0);
    if (reason.isPresent()) {
      declined.add(problem(request));
      return false;
    }
    return true;
  }

  private static Optional<String> declined(CommandResult result) {
    String text = result.stdout();
    if (!text.startsWith("{\"" + DECLINED)) {
      return Optional.empty();
    }
    try {
      return Requests.MAPPER.readTree(text).path(DECLINED).asStringOpt();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static int problem(ObjectNode request) {
    List<JsonNode> fields = PROBLEM.stream().map(request::path).toList();
    return fields.hashCode();
  }
}
