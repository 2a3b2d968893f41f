package dev.sce.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The samples that no score counts, by verdict, with the first of each as examples.
 *
 * @param byVerdict how many there are of each verdict, and which
 */
public record Exclusions(Map<String, OfVerdict> byVerdict) {
  private static final int MOST_EXAMPLES = 20;
  private static final int LONGEST_DETAIL = 500;

  /** Copies the map. */
  public Exclusions {
    byVerdict = Collections.unmodifiableMap(new TreeMap<>(byVerdict));
  }

  /**
   * Those of one verdict.
   *
   * @param samples how many
   * @param withoutProblem how many of them name no problem of the data set, so that they cannot
   *     count as failures of one
   * @param examples the first of them in the order they were written
   */
  public record OfVerdict(long samples, long withoutProblem, List<Example> examples) {
    /** Copies the list. */
    public OfVerdict {
      examples = List.copyOf(examples);
    }
  }

  /**
   * One of them.
   *
   * @param index position among all samples, from 0
   * @param problemId the problem; empty when the row does not tell
   * @param number which of the problem's samples; −1 when the row cannot be read
   * @param detail why, for people; absent where a duplicate or nothing was said
   */
  public record Example(long index, String problemId, int number, @Nullable String detail) {}

  /** Returns how many name no problem of the data set. */
  public long withoutProblem() {
    return byVerdict.values().stream().mapToLong(OfVerdict::withoutProblem).sum();
  }

  /** Counts rows as they are written. Used by one thread. */
  static final class Counter {
    private final Map<String, Counts> counts = new TreeMap<>();

    private static final class Counts {
      long samples;
      long withoutProblem;
      final List<Example> examples = new ArrayList<>();
    }

    void add(SampleResult result) {
      if (result.grade().verdict().isJudgement()) {
        return;
      }
      String verdict = result.grade().verdict().name();
      Counts own = counts.computeIfAbsent(verdict, name -> new Counts());
      own.samples++;
      own.withoutProblem += result.known() ? 0 : 1;
      if (own.examples.size() < MOST_EXAMPLES) {
        own.examples.add(
            new Example(
                result.index(), result.problemId(), result.number(), cut(result.grade().detail())));
      }
    }

    Exclusions all() {
      Map<String, OfVerdict> all = new TreeMap<>();
      counts.forEach(
          (verdict, own) ->
              all.put(verdict, new OfVerdict(own.samples, own.withoutProblem, own.examples)));
      return new Exclusions(all);
    }

    private static @Nullable String cut(@Nullable String text) {
      return text == null || text.length() <= LONGEST_DETAIL
          ? text
          : text.substring(0, LONGEST_DETAIL) + " …";
    }
  }
}
