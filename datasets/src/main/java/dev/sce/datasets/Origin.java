package dev.sce.datasets;

import dev.sce.judge.text.Extraction;
import dev.sce.judge.text.ExtractionRule;

/**
 * Where a sample's code comes from.
 *
 * @param isAnswer whether its field holds a model's answer, in which the program stands, rather
 *     than a program
 * @param rule by which the program was taken out
 * @param found where it stood
 * @param fenced whether what the model wrote has a fence
 */
public record Origin(
    boolean isAnswer, ExtractionRule rule, Extraction.Found found, boolean fenced) {
  /** A field that holds code. */
  public static final Origin CODE =
      new Origin(false, ExtractionRule.WHOLE, Extraction.Found.AS_IT_IS, false);

  /** A field that holds an answer, from which nothing was taken yet. */
  public static final Origin ANSWER =
      new Origin(true, ExtractionRule.WHOLE, Extraction.Found.AS_IT_IS, false);

  ExtractionRule usualRule() {
    return isAnswer ? ExtractionRule.LAST : ExtractionRule.WHOLE;
  }
}
