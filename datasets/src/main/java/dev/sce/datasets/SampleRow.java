package dev.sce.datasets;

import dev.sce.judge.Sample;
import org.jspecify.annotations.Nullable;

/** What a samples file holds at one place: a sample, or something that is none. */
public sealed interface SampleRow {
  /** Returns where it stands, for messages, for example {@code samples.jsonl:17}. */
  String place();

  /**
   * A sample.
   *
   * @param place where it stands
   * @param sample the sample
   * @param authored what its author says of it; absent where nobody does
   */
  record Valid(String place, Sample sample, @Nullable Authored authored) implements SampleRow {
    /** Makes a sample of which nobody says anything. */
    public Valid(String place, Sample sample) {
      this(place, sample, null);
    }
  }

  /**
   * Something that cannot be read as a sample. It becomes a row of the results without a verdict,
   * and the others still count.
   *
   * @param place where it stands
   * @param problemId the problem it is for; empty where that cannot be told
   * @param problem what is wrong with it, for people
   */
  record Invalid(String place, String problemId, String problem) implements SampleRow {}
}
