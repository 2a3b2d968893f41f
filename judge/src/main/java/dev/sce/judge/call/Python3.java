package dev.sce.judge.call;

import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of the language in which the programs of these tasks are written. */
public final class Python3 {
  private static final Set<String> NAMES = Set.of("python", "python3", "py", "py3");

  private Python3() {}

  /** Returns the judgement of a sample that says it is in another language; empty for others. */
  public static Optional<Step> refusal(Sample sample) {
    return is(sample.language())
        ? Optional.empty()
        : Optional.of(
            Step.done(
                Verdict.COMPILE_ERROR,
                "the problem asks for Python 3, not for " + sample.language()));
  }

  /** Whether a sample of that language is Python 3, as one that does not say its language is. */
  public static boolean is(@Nullable String language) {
    return language == null || NAMES.stream().anyMatch(language.strip()::equalsIgnoreCase);
  }
}
