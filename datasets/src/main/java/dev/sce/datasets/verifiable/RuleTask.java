package dev.sce.datasets.verifiable;

import dev.sce.LimitOverrides;
import dev.sce.datasets.RewardRule;
import dev.sce.judge.Task;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.checker.Checker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tests of a problem as a rule has them run.
 *
 * @param rule what rewards
 * @param language what samples are written in when they do not say; absent: Python
 * @param parts what is run, one after the other; their tests together are the problem's
 * @param alone the first tests once more, each by itself, for rules that run them so when some did
 *     not pass with the others; empty for none
 */
record RuleTask(RewardRule rule, @Nullable String language, List<Part> parts, List<Part> alone)
    implements Task {

  /** Copies the lists. */
  RuleTask {
    parts = List.copyOf(parts);
    alone = List.copyOf(alone);
  }

  /** Whether functions are called, rather than programs run. */
  boolean isCalls() {
    return parts.getFirst().task() instanceof CallTask;
  }

  /**
   * Some of the tests.
   *
   * @param task what judges a sample
   * @param before what is put before the sample
   * @param after what is put behind it
   */
  record Part(Task task, String before, String after) {
    Part(Task task) {
      this(task, "", "");
    }
  }

  @Override
  public Task withLimits(UnaryOperator<LimitOverrides> change) {
    return new RuleTask(rule, language, withLimits(parts, change), withLimits(alone, change));
  }

  private static List<Part> withLimits(List<Part> parts, UnaryOperator<LimitOverrides> change) {
    return parts.stream()
        .map(part -> new Part(part.task().withLimits(change), part.before(), part.after()))
        .toList();
  }

  @Override
  public Optional<Task> withChecker(Checker checker) {
    if (rule != RewardRule.STRICT) {
      return Optional.empty();
    }
    List<Part> compared = new ArrayList<>();
    for (Part part : parts) {
      Optional<Task> task = part.task().withChecker(checker);
      if (task.isEmpty()) {
        return Optional.empty();
      }
      compared.add(new Part(task.get(), part.before(), part.after()));
    }
    return Optional.of(new RuleTask(rule, language, compared, alone));
  }
}
