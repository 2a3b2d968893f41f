package dev.sce.datasets.multilingual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Task;
import dev.sce.judge.Verdict;
import dev.sce.judge.harness.HarnessGrader;
import dev.sce.judge.harness.HarnessTask;
import dev.sce.judge.language.Languages;
import dev.sce.judge.python.FunctionGrader;
import dev.sce.judge.python.FunctionTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class DataSetsTest {
  private static final Path DATA =
      Path.of(System.getProperty("sce.data", "../../shared/data"), "humaneval_x");

  /** By their own tests these reference solutions are wrong. */
  private static final Set<String> WRONG = Set.of("JavaScript/112", "JavaScript/155");

  private static Languages languages;
  private static HarnessGrader grader;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
    grader = new HarnessGrader(languages.table());
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  private static Grade grade(Task task, Sample sample) throws InterruptedException {
    Step step =
        task instanceof FunctionTask function
            ? new FunctionGrader().begin(function, sample)
            : grader.begin((HarnessTask) task, sample);
    return languages.grade(step);
  }

  /**
   * Some of the 164 problems of each language, those with types of their own among them; {@code
   * -Dsce.humaneval-x=all} takes all.
   */
  @ParameterizedTest
  @CsvSource({
    "python, python, 0 38",
    "cpp, cpp, 0 22 32 137 162",
    "java, java, 0 12 32 137 162",
    "javascript, js, 0 32 112 154 162",
    "rust, rust, 0 22 38 91 119 137 162",
    "go, go, 0 12 32 38 137 162"
  })
  void referenceSolutionsPass(String language, String file, String numbers) throws Exception {
    assumeTrue(
        Files.isDirectory(DATA), () -> "no folder " + DATA + "; name it with -Dsce.data=FOLDER");
    languages.require(language);
    HumanEvalX set = new HumanEvalX(languages.table());
    Path rows = DATA.resolve("humaneval_" + file + ".jsonl.gz");
    Map<String, Task> tasks = new HashMap<>();
    for (Problem problem : set.problems(rows).toList()) {
      tasks.put(problem.id(), problem.task());
    }
    boolean all = System.getProperty("sce.humaneval-x", "").equals("all");
    List<String> wanted = List.of(numbers.split(" "));
    List<String> odd = new ArrayList<>();
    for (Sample sample : set.canonical(rows).toList()) {
      String id = sample.problemId();
      if (all || wanted.contains(id.substring(id.indexOf('/') + 1))) {
        Grade grade = grade(Objects.requireNonNull(tasks.get(id)), sample);
        if (grade.passed() == WRONG.contains(id)) {
          odd.add(id + " " + grade.verdict() + " " + grade.detail());
        }
      }
    }
    assertThat(odd).isEmpty();
    assertThat(tasks).hasSize(164);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "cpp | #include<bits/stdc++.h>\\n"
            + "long add(long a, long b) { | return a + b; | return a; | }\\n"
            + "int main() {\\n"
            + "  auto candidate = add;\\n"
            + "  assert(candidate((2), (3)) == (5));\\n"
            + "}\\n",
        "java | import java.util.*;\\n"
            + "class Problem {\\n"
            + "  public static long add(long a, long b) { | return a + b; | return a; | }\\n"
            + "  public static void main(String[] args) {\\n"
            + "    assert(add((2l), (3l)) == (5l));\\n"
            + "  }\\n"
            + "}\\n",
        "js | function add(a, b){ | return a + b } | return a } | const assert ="
            + " require('node:assert');\\n"
            + "function test() {\\n"
            + "  let candidate = add;\\n"
            + "  assert.deepEqual(candidate(2, 3),5);\\n"
            + "}\\n"
            + "test();",
        "js | function add(a, b){ | return a + b }; console.log(add(1, 2)) | return a };"
            + " console.log('x'.repeat(100)) | const assert = require('node:assert');\\n"
            + "assert.deepEqual(add(2, 3),5);\\n",
        "rs | fn add(a: isize, b: isize) -> isize { | a + b | a | }\\n"
            + "fn main() {\\n"
            + "  let candidate = add;\\n"
            + "  assert_eq!(candidate(2, 3), 5);\\n"
            + "}\\n",
        "sh | add() { | echo $(($1 + $2)); } | echo $1; } | candidate() { add \"$@\"; }\\n"
            + "set -e\\n"
            + "run_test() { [[ $(candidate 2 3) = 5 ]]; }\\n"
            + "run_test\\n",
        "pl | sub add { | my ($a, $b) = @_; return $a + $b; } | return 2; } | sub testhumaneval {"
            + " exit 1 unless add(2, 3) == 5; print \"ok!\"; }\\n"
            + "testhumaneval();",
        "py | def add(a: int, b: int) -> int:\\n"
            + " | ~    return a + b~ | ~    return a~ | def check(candidate):\\n"
            + "    assert candidate(2, 3) == 5\\n"
            + "\\n"
            + "def test_check():\\n"
            + "    check(add)\\n"
            + "\\n"
            + "test_check()\\n"
      })
  void problemsAndResultsOfMultiPlEAreJudged(
      String language, String prompt, String right, String wrong, String tests) throws Exception {
    MultiPlE set = new MultiPlE(languages.table());
    String id = languages.table().find(language).orElseThrow().id();
    languages.require(id);
    Path folder = Files.createTempDirectory("multipl-e");
    Path file = folder.resolve("completions.jsonl");
    var row = dev.sce.json.Json.MAPPER.createObjectNode();
    row.put("name", "add").put("language", language);
    row.put("prompt", prompt.replace("\\n", "\n")).put("tests", tests.replace("\\n", "\n"));
    row.putArray("completions").add(" " + right).add(" " + wrong);
    Files.writeString(file, dev.sce.json.Json.MAPPER.writeValueAsString(row) + "\n");
    try {
      Task task = set.problems(file).findFirst().orElseThrow().task();
      List<Verdict> verdicts = new ArrayList<>();
      for (SampleRow sample : set.samples(file).toList()) {
        verdicts.add(grade(task, ((SampleRow.Valid) sample).sample()).verdict());
      }
      assertThat(verdicts).containsExactly(Verdict.PASSED, Verdict.FAILED);
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  @Test
  void programsOfResultsAreJudgedByTheProblemsTests(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("add.results.json");
    Files.writeString(
        file,
        """
        {"name": "add", "language": "pl", "prompt": "sub add {", "tests": "exit 1 unless add(2, 3) == 5;", "results": [{"program": "sub add { return $_[0] + $_[1]; }\\nexit 1 unless add(2, 3) == 5;", "exit_code": 0}, {"program": "sub add { exit 0; }\\nexit 1 unless add(2, 3) == 5;", "exit_code": 0}]}
        """);
    MultiPlE set = new MultiPlE(languages.table());
    languages.require("perl");
    Task task = set.problems(file).findFirst().orElseThrow().task();
    List<Verdict> verdicts = new ArrayList<>();
    for (SampleRow sample : set.samples(file).toList()) {
      Grade grade = grade(task, ((SampleRow.Valid) sample).sample());
      verdicts.add(grade.verdict());
      assertThat(grade.detail()).contains("tests and sample were one program");
    }
    assertThat(verdicts).containsExactly(Verdict.PASSED, Verdict.FAILED);
  }
}
