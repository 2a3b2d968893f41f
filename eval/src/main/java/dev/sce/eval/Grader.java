package dev.sce.eval;

/**
 * Judges samples of one kind of task.
 *
 * <p>Used by many threads at once. A grader never throws for what a sample does: that is a {@link
 * Verdict}. It decides from what the executor measured and from output that the sample cannot
 * forge.
 *
 * @param <T> the tasks it knows
 */
public interface Grader<T extends Task> {
  /** Returns the tasks it knows. */
  Class<T> taskType();

  /** Begins to judge a sample. */
  Step begin(T task, Sample sample);
}
