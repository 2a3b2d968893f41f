package dev.sce.datasets.verifiable;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.LimitOverrides;
import dev.sce.datasets.JsonRow;
import dev.sce.datasets.RewardRule;
import dev.sce.datasets.checked.CodeforcesJudging;
import dev.sce.judge.Task;
import dev.sce.judge.call.Call;
import dev.sce.judge.call.CallSettings;
import dev.sce.judge.call.CallTask;
import dev.sce.judge.call.EqualityRules;
import dev.sce.judge.call.IntegerDigits;
import dev.sce.judge.call.Prelude;
import dev.sce.judge.call.Python3;
import dev.sce.judge.call.PythonJson;
import dev.sce.judge.call.PythonSettings;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramFiles;
import dev.sce.judge.program.ProgramRules;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import dev.sce.judge.program.StdinHarness;
import dev.sce.judge.program.StdinSettings;
import dev.sce.judge.program.StdinTask;
import dev.sce.judge.python.AssertsTask;
import dev.sce.judge.python.FunctionTask;
import dev.sce.judge.python.TestProgramTask;
import dev.sce.judge.resource.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the task of a row, as a rule has its tests run. */
final class RuleTasks {
  private static final Duration STRICT_TIME = Duration.ofSeconds(10);
  private static final Duration PYTEST_TIME = Duration.ofSeconds(30);
  private static final DataSize STRICT_MEMORY = DataSize.ofGibibytes(2);
  private static final DataSize HARNESS_MEMORY = DataSize.ofGibibytes(4);
  private static final DataSize OUTPUT = DataSize.ofMebibytes(64);
  private static final Duration LOADING = Duration.ofSeconds(10);

  /** A statement of AceCoder's, the whole of them at most, and what it waits beyond that. */
  private static final int ACECODE_SECONDS = 4;

  private static final int ACECODE_MOST = 15;
  private static final int ACECODE_SPARE = 3;

  private static final PythonSettings PRIME_PYTHON =
      new PythonSettings(600_000, IntegerDigits.AS_PYTHON, Prelude.LIVE_CODE_BENCH);
  private static final PythonSettings RLLM_PYTHON =
      new PythonSettings(0, IntegerDigits.AS_PYTHON, Prelude.RLLM);
  private static final PythonSettings LCB_PYTHON =
      new PythonSettings(50_000, 50_000, Prelude.LIVE_CODE_BENCH);

  /** Takes whatever is printed, where only the end of the program counts. */
  private static final Checker ANYTHING = (expected, output) -> Optional.empty();

  private final JsonRow row;
  private final RowTests tests;
  private final RewardRule rule;
  private final @Nullable String language;
  private final RowLimits limits;

  RuleTasks(
      JsonRow row, RowTests tests, RewardRule rule, @Nullable String language, RowLimits limits) {
    this.row = row;
    this.tests = tests;
    this.rule = rule;
    this.language = language;
    this.limits = limits;
  }

  Task task() throws Unusable {
    boolean python = Python3.is(language);
    boolean anyLanguage = rule == RewardRule.STRICT || rule == RewardRule.OPEN_R1_CF;
    if (!python && !(anyLanguage && tests.kind() == Kind.STDIN)) {
      throw new Unusable(
          "other language",
          "samples are in "
              + language
              + ", but "
              + (anyLanguage ? tests.kind().label() : "rule " + rule.label())
              + " judges Python only; remove the row"
              + (anyLanguage ? "" : " or use --rule strict"));
    }
    return switch (tests.kind()) {
      case STDIN -> stdin();
      case CALLS -> calls();
      case ASSERTS -> asserts();
      case CHECK -> check();
      case PYTEST -> program(TestProgramTask.Framework.PYTEST);
      case UNITTEST -> program(TestProgramTask.Framework.UNITTEST);
    };
  }

  private RuleTask one(Task task) {
    return new RuleTask(rule, language, List.of(new RuleTask.Part(task)), List.of());
  }

  private Unusable notOfRule() {
    return new Unusable(
        "not of this rule",
        "the tests are "
            + tests.kind().label()
            + " ("
            + tests.encoding().label()
            + "), which rule "
            + rule.label()
            + " does not judge; use --rule strict");
  }

  private Task stdin() throws Unusable {
    if (tests.cases().stream().anyMatch(test -> !test.statement().isEmpty())) {
      return statements();
    }
    return switch (rule) {
      case STRICT -> one(programs(strictLimits(), new Judging.Compare(Checkers.STRICT)));
      case PRIME ->
          one(
              harness(
                  PublishedChecker.PRIME,
                  Duration.ofSeconds(10),
                  PRIME_PYTHON,
                  StdinHarness.PRIME));
      case SANDBOX_FUSION -> one(programs(fusionLimits(), fusionJudging()));
      case LCB -> one(lcb(Duration.ofSeconds(6), StdinHarness.LIVE_CODE_BENCH));
      case DEEPCODER ->
          one(
              harness(
                  PublishedChecker.LIVE_CODE_BENCH,
                  Duration.ofSeconds(6),
                  RLLM_PYTHON,
                  StdinHarness.EARLY_LIVE_CODE_BENCH));
      case OPEN_INSTRUCT -> one(lcb(Duration.ofSeconds(1), StdinHarness.LIVE_CODE_BENCH));
      case OPEN_R1 ->
          one(
              programs(
                  LimitOverrides.NONE.withWallTime(Duration.ofSeconds(5)).withOutput(OUTPUT),
                  new Judging.Compare(PublishedChecker.OPEN_R1)));
      case OPEN_R1_CF -> one(codeforces());
      case ACECODE, KODCODE -> throw notOfRule();
    };
  }

  private Task lcb(Duration time, StdinHarness harness) throws Unusable {
    return harness(PublishedChecker.LIVE_CODE_BENCH, time, LCB_PYTHON, harness);
  }

  private Task harness(Checker checker, Duration time, PythonSettings python, StdinHarness harness)
      throws Unusable {
    StdinSettings settings =
        new StdinSettings(time, HARNESS_MEMORY, false, 0, true, python, harness);
    return new StdinTask("", programTests(), checker, settings);
  }

  private Task programs(LimitOverrides run, Judging judging) throws Unusable {
    // A row that wants files is of Codeforces; other rules know nothing of them.
    ProgramFiles files =
        rule == RewardRule.STRICT ? CodeforcesJudging.files(row.json()).orElse(null) : null;
    return new ProgramTask(programTests(), run, judging, language, false, ProgramRules.NONE, files);
  }

  /** Returns the time that the row allows, or else what is usual. */
  private Duration time() {
    return limits.time() == null ? STRICT_TIME : limits.time();
  }

  /** Returns the memory that the row allows, or else what is usual. */
  private DataSize memory() {
    return limits.memory() == null ? STRICT_MEMORY : limits.memory();
  }

  private LimitOverrides strictLimits() {
    return ProgramTask.limits(time(), memory(), OUTPUT);
  }

  private static LimitOverrides fusionLimits() {
    return LimitOverrides.NONE
        .withWallTime(Duration.ofSeconds(10))
        .withMemory(DataSize.ofGibibytes(1))
        .withOutput(OUTPUT);
  }

  private Judging fusionJudging() {
    Map<String, Checker> ends = new TreeMap<>();
    for (int i = 0; i < tests.cases().size(); i++) {
      if (tests.cases().get(i).output() == null) {
        ends.put(String.valueOf(i), ANYTHING);
      }
    }
    return new Judging.Compare(PublishedChecker.SANDBOX_FUSION, ends);
  }

  private Task codeforces() throws Unusable {
    return new ProgramTask(
        programTests(),
        LimitOverrides.NONE.withWallTime(time()).withMemory(memory()).withOutput(OUTPUT),
        CodeforcesJudging.of(row.json()),
        language,
        false,
        ProgramRules.ONLINE_JUDGE,
        CodeforcesJudging.files(row.json()).orElse(null));
  }

  private List<ProgramTest> programTests() throws Unusable {
    List<ProgramTest> all = new ArrayList<>();
    for (RowTests.Case test : tests.cases()) {
      JsonNode output = test.output();
      if (output == null && rule != RewardRule.SANDBOX_FUSION) {
        throw new Unusable("no output", "test " + (all.size() + 1) + " expects nothing");
      }
      all.add(
          new ProgramTest(
              String.valueOf(all.size()),
              Blob.ofText(text(test.input(), all.size())),
              Blob.ofText(output == null ? "" : text(output, all.size()))));
    }
    return all;
  }

  private String text(JsonNode value, int index) throws Unusable {
    String text = lines(value, index);
    return rule == RewardRule.OPEN_R1_CF ? CodeforcesJudging.text(text) : text;
  }

  /** Returns what a program reads or prints: a text, a number, or a list of lines. */
  private static String lines(JsonNode value, int index) throws Unusable {
    if (value.isArray() && value.valueStream().noneMatch(JsonNode::isContainer)) {
      return value.valueStream().map(JsonNode::asString).collect(Collectors.joining("\n"));
    }
    if (value.isContainer()) {
      throw new Unusable(
          "unknown shape",
          "input or output of test "
              + (index + 1)
              + " is neither text nor a list of lines, and no function is named; if a function is"
              + " called, name it in 'fn_name'");
    }
    return value.asString("");
  }

  private Task calls() throws Unusable {
    return switch (rule) {
      case STRICT ->
          one(calls(hasLists() ? EqualityRules.APPS : EqualityRules.STRICT, strictCalls()));
      case PRIME -> one(calls(EqualityRules.PRIME, harnessCalls(5, PRIME_PYTHON, true)));
      case LCB -> one(calls(EqualityRules.STRICT, harnessCalls(6, LCB_PYTHON, false)));
      case DEEPCODER -> one(calls(EqualityRules.STRICT, harnessCalls(6, RLLM_PYTHON, false)));
      case SANDBOX_FUSION -> printedCalls();
      case OPEN_R1, OPEN_R1_CF, OPEN_INSTRUCT, ACECODE, KODCODE -> throw notOfRule();
    };
  }

  private boolean hasLists() {
    return tests.cases().getFirst().input().isArray();
  }

  private CallSettings strictCalls() {
    return new CallSettings(
        time(), LOADING, limits.memory(), true, hasLists(), PythonSettings.DEFAULT);
  }

  private static CallSettings harnessCalls(
      int seconds, PythonSettings python, boolean integerKeys) {
    return new CallSettings(
        Duration.ofSeconds(seconds), LOADING, HARNESS_MEMORY, true, integerKeys, python);
  }

  private CallTask calls(EqualityRules equality, CallSettings settings) throws Unusable {
    List<Call> calls = new ArrayList<>();
    for (RowTests.Case test : tests.cases()) {
      JsonNode output = test.output();
      calls.add(
          new Call(
              String.valueOf(calls.size()),
              arguments(test.input(), calls.size()),
              output == null ? "null" : expected(test.input(), output, calls.size())));
    }
    return new CallTask(tests.function(), "", calls, equality, settings);
  }

  /** Texts hold a JSON value for each argument, on a line of its own. */
  private static String arguments(JsonNode input, int index) throws Unusable {
    if (!input.isString()) {
      return input.isArray() ? input.toString() : "[" + input + "]";
    }
    List<String> values = new ArrayList<>();
    for (String line : input.asString().split("\n", -1)) {
      if (!line.isBlank()) {
        values.add(json(line, "an argument", index));
      }
    }
    return "[" + String.join(",", values) + "]";
  }

  private static String expected(JsonNode input, JsonNode output, int index) throws Unusable {
    return input.isString() && output.isString()
        ? json(output.asString(), "the expected value", index)
        : output.toString();
  }

  private static String json(String text, String what, int index) throws Unusable {
    try {
      return PythonJson.MAPPER.readTree(text).toString();
    } catch (JacksonException e) {
      throw new Unusable(
          "unreadable tests",
          what + " of test " + (index + 1) + " is no JSON value: " + e.getOriginalMessage());
    }
  }

  private Task printedCalls() throws Unusable {
    String before =
        Prelude.LIVE_CODE_BENCH.stream()
            .map(
                line ->
                    line.equals("from typing import *") ? "from builtins import *\n" + line : line)
            .collect(Collectors.joining("\n", "", "\n"));
    String after =
        Resource.text(RuleTasks.class, "printed_call.py")
            + "sce_print_call("
            + JsonNodeFactory.instance.stringNode(tests.function())
            + ")\n";
    Task task = programs(fusionLimits(), fusionJudging());
    return new RuleTask(rule, language, List.of(new RuleTask.Part(task, before, after)), List.of());
  }

  /** Statements behind the program, which ends well or not. */
  private Task statements() throws Unusable {
    if (rule != RewardRule.SANDBOX_FUSION) {
      List<String> all = tests.cases().stream().map(RowTests.Case::statement).toList();
      return new RuleTasks(row, RowTests.ofStatements(all), rule, language, limits).task();
    }
    List<ProgramTest> inputs = programTests();
    List<RuleTask.Part> parts = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Task task =
          new ProgramTask(List.of(inputs.get(i)), fusionLimits(), fusionJudging(), language, false);
      parts.add(new RuleTask.Part(task, "", "\n\n" + tests.cases().get(i).statement()));
    }
    return new RuleTask(rule, language, parts, List.of());
  }

  private Task asserts() throws Unusable {
    List<String> statements = tests.statements();
    return switch (rule) {
      case STRICT -> one(statements(statements, strictTime()));
      case ACECODE -> {
        int most = Math.min(ACECODE_MOST, ACECODE_SECONDS * statements.size()) + ACECODE_SPARE;
        yield new RuleTask(
            rule,
            language,
            List.of(new RuleTask.Part(statements(statements, wall(most)))),
            each(statements, wall(ACECODE_SECONDS)));
      }
      case OPEN_INSTRUCT -> new RuleTask(rule, language, each(statements, wall(1)), List.of());
      case PRIME, SANDBOX_FUSION, LCB, DEEPCODER, OPEN_R1, OPEN_R1_CF, KODCODE -> throw notOfRule();
    };
  }

  private List<RuleTask.Part> each(List<String> statements, LimitOverrides run) {
    return statements.stream()
        .map(statement -> new RuleTask.Part(statements(List.of(statement), run)))
        .toList();
  }

  private Task statements(List<String> statements, LimitOverrides run) {
    String setup = String.join("\n", row.texts("test_imports"));
    return new AssertsTask("", setup, statements, reference(), List.of(), run);
  }

  private LimitOverrides strictTime() {
    return LimitOverrides.NONE
        .withCpuTime(time())
        .withWallTime(time().multipliedBy(2).plusSeconds(1))
        .withMemory(limits.memory());
  }

  private static LimitOverrides wall(int seconds) {
    return LimitOverrides.NONE.withWallTime(Duration.ofSeconds(seconds));
  }

  private String reference() {
    return References.of(row).stream().findFirst().orElse("");
  }

  private Task check() throws Unusable {
    if (rule != RewardRule.STRICT) {
      throw notOfRule();
    }
    CheckProgram program = CheckProgram.of(row, tests.program());
    String before = program.prompt().isEmpty() ? "" : program.prompt() + "\n";
    String reference = reference();
    Task task =
        new FunctionTask(
            "",
            program.entryPoint(),
            program.test(),
            reference.isEmpty() ? "" : before + reference,
            strictTime());
    return new RuleTask(rule, language, List.of(new RuleTask.Part(task, before, "")), List.of());
  }

  private Task program(TestProgramTask.Framework framework) throws Unusable {
    boolean pytest = framework == TestProgramTask.Framework.PYTEST;
    if (rule != RewardRule.STRICT && !(rule == RewardRule.KODCODE && pytest)) {
      throw notOfRule();
    }
    LimitOverrides run =
        LimitOverrides.NONE
            .withWallTime(limits.time() == null ? PYTEST_TIME : limits.time())
            .withMemory(limits.memory());
    return one(new TestProgramTask(framework, tests.program(), run));
  }
}
