package dev.sce.eval.results;

import dev.sce.datasets.DataSet;
import dev.sce.eval.ContentHash;
import dev.sce.eval.EvaluationRequest;
import dev.sce.eval.ProblemIndex;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The problems of an evaluation, read again.
 *
 * @param file where they are
 * @param set their data set, set up as it was
 * @param index the problems
 */
public record JudgedProblems(Path file, DataSet set, ProblemIndex index) {
  /**
   * Reads the problems of an evaluation.
   *
   * @param named where they are; absent: where they were
   * @throws UnusableFileException if they are not there, or are not those that were judged
   */
  public static JudgedProblems read(
      EvaluationDirectory directory, @Nullable String named, LanguageTable languages)
      throws IOException {
    Path file = directory.file("problems", named);
    String hash = directory.condition(EvaluationRequest.PROBLEMS_HASH);
    // Of a pipe there is none.
    if (!hash.isEmpty() && !hash.equals(ContentHash.of(file))) {
      throw new UnusableFileException(
          file + " does not hold the problems that were judged; name those with --problems");
    }
    DataSet set = directory.openDataSet(languages);
    return new JudgedProblems(file, set, ProblemIndex.read(set, file));
  }
}
