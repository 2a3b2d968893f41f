package dev.sce.eval;

import dev.sce.datasets.Authored;
import dev.sce.judge.Grade;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row of the samples.
 *
 * @param index position among all samples, from 0
 * @param problemId its problem; empty when the row does not tell
 * @param number which of the problem's samples; −1 when the row cannot be read
 * @param hash tells samples apart: of code, language and kind; empty when the row cannot be read
 * @param known whether the problem is one of the data set
 * @param grade the judgement
 * @param launchers how many commands were started by what, for example {@code {"warm": 3}}; empty
 *     when nothing was run
 * @param duplicateOf index of the same sample of the same problem, whose grade this is; absent for
 *     one that was judged itself
 * @param authored what its author says of it; absent where nobody does
 */
public record SampleResult(
    long index,
    String problemId,
    int number,
    String hash,
    boolean known,
    Grade grade,
    Map<String, Integer> launchers,
    @Nullable Long duplicateOf,
    @Nullable Authored authored) {

  /** Copies the map. */
  public SampleResult {
    launchers = Collections.unmodifiableMap(new TreeMap<>(launchers));
  }

  /** Returns this result with another grade. */
  SampleResult withGrade(Grade newGrade) {
    return new SampleResult(
        index, problemId, number, hash, known, newGrade, launchers, duplicateOf, authored);
  }
}
