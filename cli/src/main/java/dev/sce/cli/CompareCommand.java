package dev.sce.cli;

import dev.sce.eval.results.EvaluationDirectory;
import dev.sce.report.compare.Comparison;
import dev.sce.report.compare.ComparisonJson;
import dev.sce.report.compare.ComparisonMatrix;
import dev.sce.report.compare.Conclusion;
import dev.sce.report.compare.EvaluationCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code sce compare}. */
@Command(
    name = "compare",
    description = {
      "Compares evaluations problem by problem: which is better, by how much, whether chance"
          + " explains it, and which problems changed.",
      "Of more than two, each is compared with each other."
    },
    customSynopsis = "sce compare A B [MORE...] [--all | --json] [--fail-on-regression]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit status: 0 compared, whatever the result; 1 failure of sce; 2 incorrect",
      "usage, or evaluations that cannot be compared; 4 B, or any of more, is",
      "significantly worse than A (--fail-on-regression)."
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description =
          "Directories that 'sce eval -o' wrote: the one to compare with (A), the one to compare"
              + " (B), and more.")
  List<Path> directories = new ArrayList<>();

  @Option(
      names = "--all",
      description = "List all problems that changed. Default: the first 20 of each list.")
  boolean all;

  @Option(
      names = "--json",
      description = "Print all numbers and lists as JSON. Default: a table for people.")
  boolean json;

  @Option(
      names = "--fail-on-regression",
      description =
          "Exit with status 4 if B, or any of more, is significantly worse than A. Default: no.")
  boolean failOnRegression;

  @Override
  public Integer call() throws IOException {
    if (directories.size() < 2) {
      throw new UsageException("a second directory is missing: sce compare A B");
    }
    if (all && json) {
      throw new UsageException("--json prints all problems anyway; leave out --all");
    }
    List<EvaluationCounts> evaluations = new ArrayList<>();
    for (Path directory : directories) {
      evaluations.add(EvaluationCounts.read(EvaluationDirectory.open(directory)));
    }
    boolean worse = evaluations.size() == 2 ? compareTwo(evaluations) : compareAll(evaluations);
    StandardOutput.check();
    return worse && failOnRegression ? ExitCode.REGRESSION : ExitCode.OK;
  }

  /** Returns true if B is significantly worse than A. */
  private boolean compareTwo(List<EvaluationCounts> evaluations) throws IOException {
    EvaluationCounts a = evaluations.getFirst();
    EvaluationCounts b = evaluations.getLast();
    Comparison comparison = Comparison.of(a, b);
    CompareNotes.print(System.err, comparison);
    if (json) {
      System.out.println(ComparisonJson.text(comparison));
    } else {
      new CompareText(comparison).print(System.out);
      new ChangedProblems(System.out, all).print(comparison, a, b);
    }
    return comparison.conclusion() == Conclusion.A_BETTER;
  }

  /** Returns true if one is significantly worse than the first. */
  private boolean compareAll(List<EvaluationCounts> evaluations) throws IOException {
    ComparisonMatrix matrix = ComparisonMatrix.of(evaluations);
    CompareNotes.print(System.err, matrix);
    if (json) {
      System.out.println(ComparisonJson.text(matrix));
    } else {
      new MatrixText(matrix).print(System.out);
    }
    return matrix.pairs().stream()
        .anyMatch(pair -> pair.a() == 0 && pair.conclusion() == Conclusion.A_BETTER);
  }
}
