package dev.sce.datasets;

import dev.sce.judge.Task;

/**
 * One problem of a data set.
 *
 * @param id its name, unique within the set, for example {@code HumanEval/0}
 * @param task how samples of it are judged
 */
public record Problem(String id, Task task) {}
