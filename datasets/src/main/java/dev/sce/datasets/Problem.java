package dev.sce.datasets;

import dev.sce.judge.Task;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One problem of a data set.
 *
 * @param id its name, unique within the set, for example {@code HumanEval/0}
 * @param task how samples of it are judged
 * @param groups labels by which scores are grouped, for example {@code difficulty=easy}, in the
 *     order in which they are shown; see {@link Groups}
 * @param date the day it was published; absent where nothing says it
 */
public record Problem(String id, Task task, Map<String, String> groups, @Nullable LocalDate date) {
  /** Keeps the order of the groups. */
  public Problem {
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
  }

  /** Makes a problem that belongs to no groups and has no date. */
  public Problem(String id, Task task) {
    this(id, task, Map.of(), null);
  }

  /** Returns this problem, judged in another way. */
  public Problem withTask(Task other) {
    return new Problem(id, other, groups, date);
  }

  /** Returns this problem as one of these groups. */
  public Problem withGroups(Map<String, String> others) {
    return new Problem(id, task, others, date);
  }
}
