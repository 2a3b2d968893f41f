package dev.sce.datasets;

import dev.sce.judge.Sample;
import org.jspecify.annotations.Nullable;

/** What a samples file holds at one place: a sample, or something that is none. */
public sealed interface SampleRow {
  /** Returns where it stands, for messages, for example {@code samples.jsonl:17}. */
  String place();

  /** Returns the problem it is for; empty where that cannot be told. */
  String problemId();

  /**
   * A sample.
   *
   * @param place where it stands
   * @param sample the sample
   * @param authored what its author says of it; absent where nobody does
   * @param origin where its code comes from
   */
  record Valid(String place, Sample sample, @Nullable Authored authored, Origin origin)
      implements SampleRow {
    /** Makes a sample that is code, of which nobody says anything. */
    public Valid(String place, Sample sample) {
      this(place, sample, null);
    }

    /** Makes a sample that is code. */
    public Valid(String place, Sample sample, @Nullable Authored authored) {
      this(place, sample, authored, Origin.CODE);
    }

    @Override
    public String problemId() {
      return sample.problemId();
    }

    /** Returns this sample with what somebody says of it. */
    Valid with(Authored says) {
      return new Valid(place, sample, says, origin);
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
