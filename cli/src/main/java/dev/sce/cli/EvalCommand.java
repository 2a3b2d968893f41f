package dev.sce.cli;

import dev.sce.ExecutionConfig;
import dev.sce.datasets.CompanionFiles;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.DataSetSettings;
import dev.sce.datasets.DataSets;
import dev.sce.datasets.DateWindow;
import dev.sce.datasets.Extracting;
import dev.sce.datasets.RewardRule;
import dev.sce.eval.ContentHash;
import dev.sce.eval.EvaluationRequest;
import dev.sce.eval.results.JudgedSamples;
import dev.sce.json.InputFiles;
import dev.sce.judge.Grader;
import dev.sce.judge.GraderSettings;
import dev.sce.judge.JudgeProcess;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.text.ExtractionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code sce eval}. */
@Command(
    name = "eval",
    description = {
      "Judges model samples for the problems of a data set and prints their scores.",
      "Writes results.jsonl, with one row for each sample, metrics.json and run.json to the -o"
          + " directory."
    },
    customSynopsis = {
      "sce eval DATASET --samples FILE [--problems FILE] [-k 1,10,100] -o DIR [options]",
      "sce eval --list"
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "'sce eval --list' prints the data sets and the files they read.",
      "Times are written 10s, 250ms, 2m; sizes 512k, 64m, 2g (powers of 1024).",
      "Exit status: 0 every sample was judged; 1 failure of sce; 2 incorrect usage or unreadable",
      "input; 3 finished, but some samples have no judgement or some problems have no sample;",
      "130 interrupted."
    })
final class EvalCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DATASET",
      arity = "0..1",
      description = "Name of the data set; see --list.")
  @Nullable String dataSet;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description =
          "The samples: JSON, JSONL (also .gz, .zst) or Parquet with 'task_id' and 'completion',"
              + " 'solution' or 'response', or what other software writes; a pattern such as"
              + " 'out/*.jsonl'; '-' for standard input; 'canonical' for the data set's own"
              + " reference solutions.")
  @Nullable String samples;

  @Option(
      names = "--samples-order",
      paramLabel = "problems",
      description =
          "Lists of samples that name no problems are for the first problems, in their order."
              + " Default: there must be a list for each problem.")
  @Nullable SamplesOrder samplesOrder;

  /** The value of {@code --samples-order}. */
  enum SamplesOrder {
    PROBLEMS
  }

  @Option(
      names = "--problems",
      paramLabel = "FILE",
      description =
          "The problems, in the data set's own format: JSON, JSONL (also .gz, .zst) or Parquet, a"
              + " pattern such as 'data/*.parquet', or a folder of shards.")
  @Nullable Path problems;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description =
          "Which part of a folder of shards, such as 'data/test-00000-of-00001.parquet': 'test'."
              + " Default: the only one.")
  @Nullable String split;

  @Option(
      names = "--after",
      paramLabel = "DATE",
      description =
          "Judge problems published on DATE or later, for example 2024-08-01; samples of others"
              + " are left out. Default: all.")
  @Nullable LocalDate after;

  @Option(
      names = "--before",
      paramLabel = "DATE",
      description = "Judge problems published on DATE or earlier. Default: all.")
  @Nullable LocalDate before;

  @Option(
      names = {"-k", "--pass-at"},
      paramLabel = "K,…",
      split = ",",
      description =
          "The k of pass@k and pass^k. Default: those of 1, 10, 100 for which every "
              + "problem has enough samples.")
  List<Integer> ks = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Directory for 'results.jsonl', 'metrics.json' and 'run.json'.")
  @Nullable Path output;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Also write the evaluation as one HTML page, as 'sce report' does. Default: no page.")
  @Nullable Path report;

  @Option(
      names = "--dedupe",
      description = "Run equal samples of a problem once; each still counts. Default: no.")
  boolean dedupe;

  @Option(
      names = "--partial",
      description =
          "Accept problems without samples; do not exit with status 3 because of them. "
              + "Default: no.")
  boolean partial;

  @Option(
      names = "--extract",
      paramLabel = "RULE",
      description =
          "How to take the program out of what a model wrote: ${COMPLETION-CANDIDATES}. Default:"
              + " last for fields that hold an answer ('response', 'output', 'text', …), whole for"
              + " those that hold code.",
      completionCandidates = RuleNames.class)
  @Nullable String extract;

  @Option(
      names = "--fence",
      paramLabel = "TAG",
      description =
          "With --extract last, first, longest, open-r1 or nemo-skills: the tag of fences that"
              + " count, for example 'python'; a sample without such a fence is empty. Default:"
              + " any (open-r1, nemo-skills: python).")
  @Nullable String fence;

  @Option(
      names = "--language",
      paramLabel = "NAME",
      description = "Language of samples that do not specify one. Default: set by the data set.")
  @Nullable String language;

  @Option(
      names = "--languages",
      paramLabel = "FILE",
      description = "Additional languages, in the format of the built-in table. Default: none.")
  @Nullable Path languages;

  @Option(
      names = "--checker",
      paramLabel = "NAME",
      description =
          "How to compare output: ${COMPLETION-CANDIDATES}; for example 'tokens float_tolerance"
              + " 1e-6'. Default: set by the data set.",
      completionCandidates = CheckerNames.class)
  @Nullable String checker;

  @Option(
      names = "--rule",
      paramLabel = "NAME",
      description =
          "How 'verifiable' judges and rewards: ${COMPLETION-CANDIDATES}. Default: strict.",
      completionCandidates = RewardNames.class)
  @Nullable String rule;

  @Option(
      names = "--tests",
      paramLabel = "PATH",
      description =
          "Where rows of 'verifiable' have their tests, for example 'reward_model.ground_truth'."
              + " Default: the usual fields.")
  @Nullable String tests;

  @Option(
      names = "--judges",
      paramLabel = "DIR",
      description = "Judges for contest problems that come without one. Default: none.")
  @Nullable Path judges;

  @Option(
      names = "--more-tests",
      paramLabel = "DIR",
      description = "Further tests of 'codeforces', test_cases_*.parquet. Default: none.")
  @Nullable Path moreTests;

  @Option(
      names = "--testlib",
      paramLabel = "FILE",
      description = "The testlib.h that checkers of 'code-contests-plus' include. Default: none.")
  @Nullable Path testlib;

  @Option(
      names = "--judge",
      paramLabel = "WHERE",
      description =
          "Where Python tests that call the sample run: 'apart' from it, or "
              + "'in-process', where a sample can forge its verdict. Default: apart.")
  String judge = JudgeProcess.APART.label();

  @Option(
      names = "--harness-names",
      description =
          "Give samples of Python functions the names that the data set's own harness "
              + "leaves in scope: those that its prompt defines and its tests import. Default: "
              + "no.")
  boolean harnessNames;

  @Option(names = "--list", description = "Print the data sets and the files they read.")
  boolean list;

  @Mixin ExecutionOptions execution = new ExecutionOptions();

  @Override
  public Integer call() throws IOException {
    DataSetSettings settings = settings();
    if (list) {
      print(DataSets.all(settings));
      return ExitCode.OK;
    }
    if (dataSet == null) {
      throw new UsageException("the name of a data set is missing; see 'sce eval --list'");
    }
    String name = dataSet;
    DataSet set = DataSets.find(name, settings).orElseThrow(() -> unknown(name, settings));
    if (settings.graders().process() == JudgeProcess.IN_PROCESS
        && set.graders().stream().noneMatch(Grader::judgesInProcess)) {
      throw new UsageException(
          "--judge in-process is for Python tests that call the sample, such as those of humaneval,"
              + " mbpp and jsonl; "
              + name
              + " has none, so leave it out");
    }
    if (harnessNames && set.graders().stream().noneMatch(Grader::givesHarnessNames)) {
      throw new UsageException(
          "--harness-names is for functions in Python with tests in Python, such as those of"
              + " humaneval and mbpp; "
              + name
              + " has none (apps and livecodebench always give the names of theirs), so leave it"
              + " out");
    }
    if ((rule != null || tests != null) && set.rule().isEmpty()) {
      throw new UsageException(
          (rule == null ? "--tests" : "--rule")
              + " is for rows that carry their own tests, which verifiable reads; "
              + name
              + " has tests of its own, so leave it out");
    }
    if (!settings.dates().isAll() && !set.hasDates()) {
      throw new UsageException(
          (after == null ? "--before" : "--after")
              + " is for problems that say when they were published, such as those of"
              + " livecodebench; "
              + name
              + " has none, so leave it out");
    }
    if (samples == null) {
      throw new UsageException("--samples FILE is missing ('canonical': the reference solutions)");
    }
    if (output == null) {
      throw new UsageException("-o DIR is missing: where results.jsonl and metrics.json go");
    }
    if (Path.of("-").equals(output)) {
      throw new UsageException(
          "-o must be a directory; results of an evaluation are several files");
    }
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new UsageException("-o must be a directory, but " + output + " is a file");
    }
    if (report != null) {
      ReportCommand.check("--report", report);
    }
    if (problems == null) {
      throw new UsageException("--problems FILE is missing; " + name + ": " + set.description());
    }
    requireThere("--problems", problems);
    if (split != null && !Files.isDirectory(problems) && !Files.isDirectory(Path.of(samples))) {
      throw new UsageException(
          "--split chooses among the shards of a folder, but neither --problems nor --samples is"
              + " one");
    }
    problems = InputFiles.shards(problems, split);
    if (!samples.equals(JudgedSamples.CANONICAL) && !samples.equals("-")) {
      requireThere("--samples", Path.of(samples));
      samples = InputFiles.shards(Path.of(samples), split).toString();
    }
    checkPassAt(ks);
    ExecutionConfig configuration =
        execution.configuration(settings.graders().languages().readOnlyPaths(), set.preload());
    execution.warnOfLimits();
    return new EvalJob(this, set, samples, problems, output, configuration).run();
  }

  /** Checks the values of {@code -k}. */
  static void checkPassAt(List<Integer> ks) {
    if (ks.stream().anyMatch(k -> k < 1)) {
      throw new UsageException("-k must be at least 1, but is " + ks);
    }
  }

  private static void requireThere(String flag, Path file) {
    if (!InputFiles.exist(file)) {
      throw new UsageException(flag + ": no such file: " + file);
    }
  }

  /**
   * Returns what verdicts depend on besides the samples, the data set and the limits.
   *
   * @param rewards whether the data set rewards by a rule
   */
  Map<String, String> conditions(Path problemsFile, boolean rewards) throws IOException {
    Map<String, String> conditions = new TreeMap<>();
    conditions.put(EvaluationRequest.PROBLEMS_HASH, ContentHash.of(problemsFile));
    conditions.put("language", language == null ? "" : language);
    conditions.put("extract", extracting().toString());
    if (execution.shard != null) {
      conditions.put(EvaluationRequest.SHARD, execution.shard.toString());
    }
    conditions.put("languages_hash", languages == null ? "" : ContentHash.of(languages));
    JudgeProcess process = process();
    conditions.put(EvaluationRequest.JUDGE, process == JudgeProcess.APART ? "" : process.label());
    conditions.put(EvaluationRequest.HARNESS_NAMES, harnessNames ? "true" : "");
    conditions.put("checker", checker == null ? "" : checker);
    conditions.put(EvaluationRequest.RULE, rewards ? rewardRule().label() : "");
    conditions.put("tests", tests == null ? "" : tests);
    conditions.put("after", after == null ? "" : after.toString());
    conditions.put("before", before == null ? "" : before.toString());
    conditions.put("judges_hash", judges == null ? "" : ContentHash.of(judges));
    conditions.put(
        "more_tests_hash",
        moreTests == null ? "" : ContentHash.ofSizes(moreTests, "test_cases_*.parquet"));
    conditions.put("testlib_hash", testlib == null ? "" : ContentHash.of(testlib));
    conditions.put(
        "read_only",
        execution.readOnly.stream()
            .map(path -> path.toAbsolutePath().normalize().toString())
            .sorted()
            .collect(Collectors.joining(":")));
    return conditions;
  }

  private DataSetSettings settings() throws IOException {
    LanguageTable table = LanguagesFile.read(languages);
    if (judges != null && !Files.isDirectory(judges)) {
      throw new UsageException("--judges: no such directory: " + judges);
    }
    if (moreTests != null && !Files.isDirectory(moreTests)) {
      throw new UsageException("--more-tests: no such directory: " + moreTests);
    }
    if (testlib != null && !Files.isRegularFile(testlib)) {
      throw new UsageException("--testlib: no such file: " + testlib);
    }
    if (language != null && table.find(language).isEmpty()) {
      throw new UsageException("--language: there is no language '" + language + "'");
    }
    return new DataSetSettings(
        new GraderSettings(table, process(), harnessNames),
        language,
        checker == null ? null : checker(checker),
        new CompanionFiles(judges, moreTests, testlib),
        extracting(),
        rewardRule(),
        tests,
        samplesOrder != null,
        dates());
  }

  private DateWindow dates() {
    try {
      return new DateWindow(after, before);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--after, --before: " + e.getMessage());
    }
  }

  private RewardRule rewardRule() {
    String name = rule == null ? RewardRule.STRICT.label() : rule;
    return RewardRule.named(name)
        .orElseThrow(() -> UsageException.noneOf("--rule", rewardNames(), name));
  }

  private static List<String> rewardNames() {
    return Stream.of(RewardRule.values()).map(RewardRule::label).toList();
  }

  /** The rules that {@code --help} shows. */
  private static final class RewardNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return rewardNames().iterator();
    }
  }

  /** Returns how programs are taken out of answers. */
  Extracting extracting() {
    ExtractionRule rule = extract == null ? null : rule(extract);
    if (fence != null && rule != null && !rule.usesTag()) {
      throw new UsageException(
          "--fence is of no use with --extract " + rule.label() + ", which looks at no tag");
    }
    // What open-r1 takes is tagged with the language that is asked for.
    boolean tagged = rewardRule().extraction().filter(ExtractionRule::usesTag).isPresent();
    String tag = fence == null && tagged ? language : fence;
    return new Extracting(rule, tag, rewardRule().extraction().orElse(null));
  }

  private static ExtractionRule rule(String name) {
    return ExtractionRule.named(name)
        .orElseThrow(() -> UsageException.noneOf("--extract", ruleNames(), name));
  }

  private static List<String> ruleNames() {
    return Stream.of(ExtractionRule.values()).map(ExtractionRule::label).toList();
  }

  private JudgeProcess process() {
    return Stream.of(JudgeProcess.values())
        .filter(process -> process.label().equals(judge))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException("--judge must be apart or in-process, but is '" + judge + "'"));
  }

  private static Checker checker(String text) {
    try {
      return Checkers.named(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--checker: " + e.getMessage());
    }
  }

  /** The rules that {@code --help} shows. */
  private static final class RuleNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ruleNames().iterator();
    }
  }

  /** The names that {@code --help} shows. */
  private static final class CheckerNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Checkers.names().iterator();
    }
  }

  private static UsageException unknown(String name, DataSetSettings settings) {
    String names =
        DataSets.all(settings).stream().map(DataSet::name).collect(Collectors.joining(", "));
    return new UsageException("there is no data set '" + name + "'; choose one of " + names);
  }

  private static void print(List<DataSet> sets) throws IOException {
    for (DataSet set : sets) {
      System.out.printf("%-25s %s%n", set.name(), set.description());
    }
    StandardOutput.check();
  }
}
