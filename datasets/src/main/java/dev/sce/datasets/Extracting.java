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
 * @param rule for all samples; absent: {@link ExtractionRule#LAST} for fields that hold an answer,
 *     {@link ExtractionRule#WHOLE} for those that hold code
 * @param tag what fences that count have behind them; absent: any
 */
public record Extracting(@Nullable ExtractionRule rule, @Nullable String tag) {

  /** Returns what is done where nothing was chosen. */
  public static Extracting standard() {
    return new Extracting(null, null);
  }

  /** Returns what was chosen, for example {@code last python}; empty where nothing was. */
  @Override
  public String toString() {
    String label = rule == null ? "" : rule.label();
    return tag == null ? label : (label + " " + tag).strip();
  }

  /** Returns a row whose sample is the program. */
  SampleRow.Valid extract(SampleRow.Valid row) {
    ExtractionRule used = Objects.requireNonNullElse(rule, row.origin().usualRule());
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
