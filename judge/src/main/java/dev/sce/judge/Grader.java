package dev.sce.judge;

import dev.sce.judge.language.Language;
import java.util.Optional;

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

  /**
   * Whether it was asked to judge in the sample's own process, where a sample can forge its
   * verdict.
   */
  default boolean judgesInProcess() {
    return false;
  }

  /** Whether it was asked to give samples the names that a data set's own harness leaves around. */
  default boolean givesHarnessNames() {
    return false;
  }

  /** Returns a grader that follows these settings, as far as they concern it. */
  default Grader<T> with(GraderSettings settings) {
    return this;
  }

  /** Begins to judge a sample. */
  Step begin(T task, Sample sample);

  /**
   * Returns the entry of the table of languages by which a sample is compiled and run; empty where
   * there is none. A sample that does not pass is judged only where that language works.
   */
  default Optional<Language> language(T task, Sample sample) {
    return Optional.empty();
  }
}
