package dev.sce.eval;

import dev.sce.datasets.Authored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How submissions were judged of which their authors say how they are to be.
 *
 * @param submissions how many there are
 * @param met how many got the verdict of their author
 * @param others the first of those that got another one, or none
 */
public record AuthorsVerdicts(long submissions, long met, List<Other> others) {
  private static final int MOST_OTHERS = 1000;
  private static final int LONGEST_DETAIL = 300;

  /** Copies the list. */
  public AuthorsVerdicts {
    others = List.copyOf(others);
  }

  /**
   * A submission that was judged otherwise than its author says.
   *
   * @param problemId its problem
   * @param submission its name
   * @param expected what its author says, in words
   * @param verdict what it got
   * @param detail why; absent where nothing is said
   */
  public record Other(
      String problemId,
      String submission,
      List<String> expected,
      String verdict,
      @Nullable String detail) {
    /** Copies the list. */
    public Other {
      expected = List.copyOf(expected);
    }
  }

  /** Counts results as they are finished. Used by one thread. */
  static final class Counter {
    private final List<Other> others = new ArrayList<>();
    private long submissions;
    private long met;

    void add(SampleResult result) {
      Authored authored = result.authored();
      if (authored == null || authored.expected().isEmpty()) {
        return;
      }
      submissions++;
      if (authored.isMet().test(result.grade())) {
        met++;
      } else if (others.size() < MOST_OTHERS) {
        others.add(
            new Other(
                result.problemId(),
                authored.submission(),
                authored.expected(),
                result.grade().verdict().name(),
                cut(result.grade().detail())));
      }
    }

    private static @Nullable String cut(@Nullable String detail) {
      return detail == null || detail.length() <= LONGEST_DETAIL
          ? detail
          : detail.substring(0, LONGEST_DETAIL) + "…";
    }

    AuthorsVerdicts all() {
      return new AuthorsVerdicts(submissions, met, others);
    }
  }
}
