package dev.sce.eval;

import dev.sce.LimitOverrides;
import dev.sce.datasets.Problem;
import dev.sce.json.Shard;
import dev.sce.judge.Grader;
import dev.sce.judge.JudgeProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** The condition that tells the content of the problems. */
  public static final String PROBLEMS_HASH = "problems_hash";

  /** The condition that says where tests ran. */
  public static final String JUDGE = "judge";

  /** The condition that says whether samples find what the data set's own harness leaves. */
  public static final String HARNESS_NAMES = "harness_names";

  /** The condition that names the rule by which samples are rewarded. */
  public static final String RULE = "rule";

  /** The condition that names the shard whose problems are evaluated. */
  public static final String SHARD = "shard";

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
    return graders.stream().anyMatch(Grader::judgesInProcess)
        || JudgeProcess.IN_PROCESS.label().equals(conditions.get(JUDGE));
  }

  /** Whether samples were to find the names that the data set's own harness leaves around. */
  public boolean givesHarnessNames() {
    return graders.stream().anyMatch(Grader::givesHarnessNames)
        || "true".equals(conditions.get(HARNESS_NAMES));
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

  /** Returns the shard whose problems are evaluated; empty for all of them. */
  public Optional<Shard> shard() {
    return Optional.ofNullable(conditions.get(SHARD))
        .filter(shard -> !shard.isEmpty())
        .map(Shard::parse);
  }

  /** Returns the ids of the problems that are evaluated, in their order. */
  Set<String> wantedProblems() {
    return shard().map(problems::ids).orElseGet(problems::ids);
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
