package dev.sce.datasets;

import dev.sce.judge.Markdown;
import dev.sce.judge.Sample;
import dev.sce.judge.text.Extraction;
import dev.sce.judge.text.ExtractionRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How programs are taken out of what models wrote.
 *
 * @param rule for all samples; absent: {@link ExtractionRule#WHOLE} for fields that hold code, and
 *     another one for those that hold an answer
 * @param tag what fences that count have behind them; absent: any
 * @param ofAnswers for fields that hold an answer, where no rule is for all; absent: {@link
 *     ExtractionRule#LAST}
 */
public record Extracting(
    @Nullable ExtractionRule rule, @Nullable String tag, @Nullable ExtractionRule ofAnswers) {

  /** Makes one that takes the last program out of answers where no rule is for all. */
  public Extracting(@Nullable ExtractionRule rule, @Nullable String tag) {
    this(rule, tag, null);
  }

  /** Returns what is done where nothing was chosen. */
  public static Extracting standard() {
    return new Extracting(null, null);
  }

  /**
   * Reads what {@link #toString} returned.
   *
   * @param ofAnswers for fields that hold an answer, where no rule is for all; absent: {@link
   *     ExtractionRule#LAST}
   */
  public static Extracting parse(String text, @Nullable ExtractionRule ofAnswers) {
    String[] words = text.split(" ", 2);
    ExtractionRule rule = ExtractionRule.named(words[0]).orElse(null);
    String tag = rule == null ? text : words.length == 2 ? words[1] : "";
    return new Extracting(rule, tag.isEmpty() ? null : tag, ofAnswers);
  }

  /** Returns what was chosen, for example {@code last python}; empty where nothing was. */
  @Override
  public String toString() {
    String label = rule == null ? "" : rule.label();
    return tag == null ? label : (label + " " + tag).strip();
  }

  /** Returns a sentence for people that says what is done. */
  public String remark() {
    String fences = tag == null ? "" : ", fences tagged '" + tag + "'";
    if (rule != null) {
      return "samples: extraction '" + rule.label() + "'" + fences;
    }
    String answers = Objects.requireNonNullElse(ofAnswers, ExtractionRule.LAST).label();
    return "samples: code is judged as it is; of answers, extraction '" + answers + "'" + fences;
  }

  /** Returns a row whose sample is the program. */
  SampleRow.Valid extract(SampleRow.Valid row) {
    ExtractionRule usual =
        row.origin().isAnswer() && ofAnswers != null ? ofAnswers : row.origin().usualRule();
    ExtractionRule used = Objects.requireNonNullElse(rule, usual);
    Sample sample = row.sample();
    boolean fenced = Markdown.hasFence(sample.code());
    Extraction extraction = used.extract(sample.code(), used.usesTag() ? tag : null);
    Origin origin = new Origin(row.origin().isAnswer(), used, extraction.found(), fenced);
    return new SampleRow.Valid(row.place(), taken(sample, extraction), row.authored(), origin);
  }

  private static Sample taken(Sample sample, Extraction extraction) {
    boolean complete =
        switch (extraction.found()) {
          case AS_IT_IS -> sample.complete();
          case BLOCK -> !extraction.continuesPrompt();
          default -> sample.complete() && !extraction.continuesPrompt();
        };
    return new Sample(
        sample.problemId(), sample.number(), extraction.code(), complete, sample.language());
  }
}
