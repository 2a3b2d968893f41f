package dev.sce.eval;

import dev.sce.LimitOverrides;
import dev.sce.datasets.Problem;
import dev.sce.judge.Grader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be evaluated, and into which files.
 *
 * @param dataSet the data set's name
 * @param problems its problems
 * @param graders exactly one for each kind of task they have
 * @param directory where {@code results.jsonl} and {@code metrics.json} go
 * @param ks the k of pass@k; empty: those of 1, 10 and 100 for which there are enough samples
 * @param resume whether to go on with the results that are there
 * @param dedupe whether equal samples of a problem are run once
 * @param limits limits that hold for every command instead of the data set's; absent ones do not
 * @param partial whether problems without samples are expected
 * @param conditions what else verdicts depend on besides the samples, for example the problems'
 *     content; a run that is resumed must have the same
 * @param notes what else {@code metrics.json} says of the run, for example the files' names
 */
public record EvaluationRequest(
    String dataSet,
    ProblemIndex problems,
    List<Grader<?>> graders,
    Path directory,
    List<Integer> ks,
    boolean resume,
    boolean dedupe,
    LimitOverrides limits,
    boolean partial,
    Map<String, String> conditions,
    Map<String, String> notes) {

  /** The condition that names the rule by which samples are rewarded. */
  public static final String RULE = "rule";

  /** Copies the collections and checks k. */
  public EvaluationRequest {
    graders = List.copyOf(graders);
    ks = ks.stream().distinct().sorted().toList();
    conditions = Map.copyOf(conditions);
    notes = Map.copyOf(notes);
    if (!ks.isEmpty() && ks.getFirst() < 1) {
      throw new IllegalArgumentException("k must be at least 1, but is " + ks.getFirst());
    }
  }

  /** Whether some tests were asked to run in the sample's own process. */
  public boolean judgesInProcess() {
    return graders.stream().anyMatch(Grader::judgesInProcess);
  }

  /** Whether samples were to find the names that the data set's own harness leaves around. */
  public boolean givesHarnessNames() {
    return graders.stream().anyMatch(Grader::givesHarnessNames);
  }

  /** Whether the tests of this problem run in the sample's own process. */
  boolean judgesInProcess(String problemId) {
    return judgesInProcess()
        && problems
            .find(problemId)
            .flatMap(
                problem ->
                    graders.stream()
                        .filter(grader -> grader.taskType().isInstance(problem.task()))
                        .findFirst())
            .map(Grader::judgesInProcess)
            .orElse(false);
  }

  /** Returns the labels of a problem; none for one that is not of the data set. */
  Map<String, String> groups(String problemId) {
    return problems.find(problemId).map(Problem::groups).orElse(Map.of());
  }

  /** Returns the rule by which samples are rewarded; empty where none does. */
  public Optional<String> rule() {
    return Optional.ofNullable(conditions.get(RULE)).filter(rule -> !rule.isEmpty());
  }

  /** Returns the file with a row for each sample. */
  public Path resultsFile() {
    return directory.resolve("results.jsonl");
  }

  /** Returns the file that says what the rows depend on. */
  public Path runFile() {
    return directory.resolve("run.json");
  }

  /** Returns the file with the numbers. */
  public Path metricsFile() {
    return directory.resolve("metrics.json");
  }
}
