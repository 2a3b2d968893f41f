package dev.sce.server.graders;

import dev.sce.judge.text.Extraction;
import dev.sce.judge.text.ExtractionRule;
import java.util.regex.Pattern;

/** Finds the program in what a model wrote. */
final class ModelText {
  /** Words by which models mark the beginnings and ends of turns. */
  private static final Pattern SPECIAL = Pattern.compile("<\\|[^|<>\\s]{1,40}\\|>|</?s>");

  private ModelText() {}

  /**
   * Returns the last block between fences, after what the model thought; if there is none, all of
   * the text without marks of turns.
   */
  static String program(String text) {
    Extraction extraction = ExtractionRule.LAST.extract(text);
    String code = SPECIAL.matcher(extraction.code()).replaceAll("");
    return extraction.found() == Extraction.Found.BLOCK ? code : code.strip();
  }
}
