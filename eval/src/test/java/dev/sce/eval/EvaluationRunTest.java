package dev.sce.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sce.LimitOverrides;
import dev.sce.ResultOrder;
import dev.sce.datasets.Origin;
import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.eval.metrics.Estimate;
import dev.sce.json.InvalidDataException;
import dev.sce.json.Json;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import dev.sce.judge.text.Extraction;
import dev.sce.judge.text.ExtractionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluationRunTest {
  private static final int STEPS = 2;

  @TempDir Path directory;
  private final FakePrograms programs = new FakePrograms();
  private ResultOrder order = ResultOrder.INPUT;
  private boolean dedupe;
  private boolean resume;
  private LimitOverrides limits = LimitOverrides.NONE;
  private Map<String, String> conditions = Map.of("problems_hash", "1234");

  private final EvaluationRun.Listener silent =
      new EvaluationRun.Listener() {
        @Override
        public void started(Runnable cancel) {}

        @Override
        public void rowDone(OptionalDouble passAt1) {}
      };

  private static ProblemIndex problems(String... ids) {
    return ProblemIndex.of(
        Stream.of(ids).map(id -> new Problem(id, new FakePrograms.WordTask(STEPS))), "test");
  }

  /** Makes samples of texts like {@code a:pass}. */
  private static List<SampleRow> samples(String... texts) {
    Map<String, Integer> counts = new HashMap<>();
    List<SampleRow> rows = new ArrayList<>();
    for (String text : texts) {
      String place = "s.jsonl:" + (rows.size() + 1);
      int colon = text.indexOf(':');
      if (colon < 0) {
        rows.add(new SampleRow.Invalid(place, "", text));
      } else {
        String problem = text.substring(0, colon);
        int number = counts.merge(problem, 1, Integer::sum) - 1;
        Sample sample = new Sample(problem, number, text.substring(colon + 1), true, null);
        rows.add(new SampleRow.Valid(place, sample));
      }
    }
    return rows;
  }

  private EvaluationRequest request(ProblemIndex problems, Integer... ks) {
    return new EvaluationRequest(
        "words",
        problems,
        List.of(new FakePrograms.WordGrader()),
        directory,
        List.of(ks),
        resume,
        dedupe,
        limits,
        false,
        conditions,
        Map.of("note", "x"));
  }

  private Scores run(EvaluationRequest request, List<SampleRow> samples) throws IOException {
    return new EvaluationRun(request, silent).run(() -> programs.executor(order), samples.stream());
  }

  private List<JsonNode> rows() throws IOException {
    return Files.readAllLines(directory.resolve("results.jsonl")).stream()
        .map(Json.MAPPER::readTree)
        .toList();
  }

  @Test
  void samplesThatLookLikeMarkdownAreCounted() throws IOException {
    run(request(problems("a")), samples("a:pass", "a:```\npass\n```", "a:x\n```"));
    assertThat(metrics().get("samples").get("look_like_markdown").asInt()).isEqualTo(2);
  }

  @Test
  void howProgramsWereTakenOutIsCounted() throws IOException {
    Sample sample = new Sample("a", 0, "pass", true, null);
    Origin block = new Origin(true, ExtractionRule.LAST, Extraction.Found.BLOCK, true);
    Origin nothing =
        new Origin(true, ExtractionRule.LAST, Extraction.Found.UNFINISHED_REASONING, false);
    Scores scores =
        run(
            request(problems("a")),
            List.of(
                new SampleRow.Valid("s:1", sample),
                new SampleRow.Valid("s:2", sample, null, block),
                new SampleRow.Valid("s:3", sample, null, nothing)));

    assertThat(scores.extractions().isWhole()).isFalse();
    assertThat(metrics().get("extraction").toString())
        .isEqualTo(
            "{\"rules\":{\"last\":2,\"whole\":1},\"fenced\":1,\"as_it_is\":1,\"block\":1,\"text\":0,"
                + "\"nothing\":0,\"unfinished_reasoning\":1}");
  }

  private JsonNode metrics() throws IOException {
    return Json.MAPPER.readTree(Files.readAllBytes(directory.resolve("metrics.json")));
  }

  @Test
  void everySampleHasARowAndItsPlaceInTheMetrics() throws Exception {
    Scores scores =
        run(
            request(problems("a", "b"), 1),
            samples("a:pass", "a:slow", "b:fail", "b:refuse", "a:pass-2"));

    assertThat(rows()).extracting(row -> row.get("index").asInt()).containsExactly(0, 1, 2, 3, 4);
    assertThat(rows())
        .extracting(row -> row.get("verdict").asString())
        .containsExactly("PASSED", "TIMED_OUT", "FAILED", "COMPILE_ERROR", "PASSED");
    JsonNode first = rows().getFirst();
    assertThat(first.get("task_id").asString()).isEqualTo("a");
    assertThat(first.get("sample").asInt()).isZero();
    assertThat(first.get("passed").asBoolean()).isTrue();
    assertThat(first.get("runtime").asDouble()).isEqualTo(0.006);
    assertThat(first.get("peak_memory_bytes").asLong()).isEqualTo(4096);
    assertThat(first.get("launchers").toString()).isEqualTo("{\"exec\":3}");
    assertThat(first.get("tests")).hasSize(2);
    assertThat(rows().get(1).get("score").asDouble()).isEqualTo(0.5);
    assertThat(rows().get(4).get("sample").asInt()).isEqualTo(2);
    assertThat(scores.isComplete()).isTrue();
    assertThat(metrics().get("pass_at_k").get(0).get("value").asDouble())
        .isCloseTo((2.0 / 3 + 0) / 2, within(1e-12));
    assertThat(metrics().get("test_verdicts").toString())
        .isEqualTo("{\"FAILED\":1,\"PASSED\":6,\"TIMED_OUT\":1}");
    assertThat(metrics().get("runtime_seconds").get("count").asInt()).isEqualTo(4);
    assertThat(metrics().get("run").get("note").asString()).isEqualTo("x");
  }

  @Test
  void whatIsNotTheSamplesFaultIsExcludedAndSaid() throws Exception {
    Scores scores =
        run(
            request(problems("a", "b", "c")),
            samples("a:pass", "a:fault", "a:throw", "not valid JSON", "z:pass"));

    assertThat(scores.isComplete()).isFalse();
    assertThat(scores.report().judged()).isEqualTo(1);
    assertThat(scores.report().excluded()).isEqualTo(4);
    assertThat(scores.unattempted()).containsExactly("b", "c");
    assertThat(scores.report().passAtK()).extracting(Estimate::value).containsExactly(1.0);
    assertThat(rows())
        .extracting(row -> row.get("verdict").asString())
        .containsExactly(
            "PASSED", "SANDBOX_FAULT", "SANDBOX_FAULT", "INVALID_INPUT", "MISSING_INFO");
    assertThat(rows().get(2).get("detail").asString()).contains("what a sample did");
    assertThat(rows().get(3).get("detail").asString()).isEqualTo("s.jsonl:4: not valid JSON");
    assertThat(rows().get(4).get("detail").asString())
        .isEqualTo("s.jsonl:5: the data set has no problem 'z'");
    assertThat(metrics().get("complete").asBoolean()).isFalse();
    assertThat(metrics().get("per_problem")).hasSize(1);
  }

  @Test
  void whatIsExcludedIsNamedAndCountedAsFailedInASecondScore() throws Exception {
    List<SampleRow> samples =
        new ArrayList<>(samples("a:pass", "a:fault", "b:pass", "z:pass", "not valid JSON"));
    samples.add(new SampleRow.Invalid("s.jsonl:6", "b", "there is no code"));
    Scores scores = run(request(problems("a", "b"), 1), samples);

    // Judged alone both problems have 1 of 1; counted as failed, a has 1 of 2 and b 1 of 2.
    assertThat(metrics().get("pass_at_k").get(0).get("value").asDouble()).isEqualTo(1);
    JsonNode second = metrics().get("pass_at_k_excluded_as_failed").get(0);
    assertThat(second.get("value").asDouble()).isEqualTo(0.5);
    assertThat(second.propertyNames())
        .containsExactlyElementsOf(metrics().get("pass_at_k").get(0).propertyNames());
    JsonNode excluded = metrics().get("excluded");
    assertThat(excluded.propertyNames())
        .containsExactly("INVALID_INPUT", "MISSING_INFO", "SANDBOX_FAULT");
    assertThat(excluded.get("INVALID_INPUT").get("samples").asInt()).isEqualTo(2);
    assertThat(excluded.get("INVALID_INPUT").get("without_problem").asInt()).isEqualTo(1);
    assertThat(excluded.get("MISSING_INFO").get("without_problem").asInt()).isEqualTo(1);
    JsonNode unreadable = excluded.get("INVALID_INPUT").get("examples").get(1);
    assertThat(unreadable.get("index").asInt()).isEqualTo(5);
    assertThat(unreadable.get("task_id").asString()).isEqualTo("b");
    assertThat(unreadable.get("detail").asString()).isEqualTo("s.jsonl:6: there is no code");
    assertThat(scores.exclusions().withoutProblem()).isEqualTo(2);

    String before = excluded.toString();
    resume = true;
    samples.add(samples("a:x", "a:x", "a:pass-more").getLast());
    run(request(problems("a", "b"), 1), samples);
    assertThat(metrics().get("excluded").toString()).isEqualTo(before);
  }

  @Test
  void whatBreaksTheGraderConcernsThatSampleOnly() throws Exception {
    String flood = "a:" + "x".repeat((1 << 20) + 1);
    run(request(problems("a")), samples("a:throw", "a:deep", "a:throw-deep", flood, "a:pass"));
    assertThat(rows())
        .extracting(row -> row.get("verdict").asString())
        .containsExactly("SANDBOX_FAULT", "COMPILE_ERROR", "FAILED", "COMPILE_ERROR", "PASSED");
    assertThat(rows().get(3).get("detail").asString()).contains("more than 1048576 characters");
  }

  @Test
  void passAtKIsAlsoThereUnderItsUsualNameIfItHasAValue() throws Exception {
    run(request(problems("a"), 1, 5), samples("a:pass", "a:fail"));
    assertThat(metrics().get("pass@1").asDouble()).isEqualTo(0.5);
    assertThat(metrics().has("pass@5")).isFalse();
  }

  @Test
  void noMoreThanTwentyExcludedSamplesAreNamed() throws Exception {
    run(
        request(problems("a")),
        samples(Stream.generate(() -> "a:fault").limit(30).toArray(String[]::new)));
    JsonNode faults = metrics().get("excluded").get("SANDBOX_FAULT");
    assertThat(faults.get("samples").asInt()).isEqualTo(30);
    assertThat(faults.get("examples")).hasSize(20);
    assertThat(metrics().get("pass_at_k_excluded_as_failed").get(0).get("value").asDouble())
        .isZero();
  }

  @Test
  void equalSamplesRunOnceAndAllCount() throws Exception {
    String[] texts = {"a:pass", "b:pass", "a:pass", "a:fail", "a:pass", "a:fail"};
    for (ResultOrder each : ResultOrder.values()) {
      order = each;
      dedupe = true;
      programs.runs.set(0);
      Scores scores = run(request(problems("a", "b"), 1), samples(texts));
      assertThat(programs.runs.get()).isEqualTo(3 * 3);
      assertThat(scores.duplicates()).isEqualTo(3);
      assertThat(scores.report().passAtK().getFirst().value()).isEqualTo((3.0 / 5 + 1) / 2);
      List<JsonNode> byIndex =
          rows().stream().sorted(Comparator.comparingInt(row -> row.get("index").asInt())).toList();
      assertThat(byIndex).hasSize(6);
      assertThat(byIndex.get(4).get("duplicate_of").asInt()).isZero();
      assertThat(byIndex.get(4).get("verdict").asString()).isEqualTo("PASSED");
      assertThat(byIndex.get(5).get("score").asDouble()).isEqualTo(0.5);
      assertThat(byIndex.get(0).has("duplicate_of")).isFalse();
      Files.delete(directory.resolve("results.jsonl"));
    }
  }

  @Test
  void aResumedRunEndsWithTheSameNumbersAsOneWithoutABreak() throws Exception {
    String[] texts = new String[60];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = (i % 3 == 0 ? "a:" : "b:") + (i % 4 == 0 ? "pass-" : "fail-") + i % 10;
    }
    dedupe = true;
    run(request(problems("a", "b"), 1, 5), samples(texts));
    List<String> whole = Files.readAllLines(directory.resolve("results.jsonl"));
    JsonNode expected = metrics();
    resume = true;
    for (int kept : new int[] {0, 1, 17, 59, 60}) {
      String torn = kept < 60 ? whole.get(kept).substring(0, 30) : "";
      String text = String.join("\n", whole.subList(0, kept)) + (kept == 0 ? "" : "\n") + torn;
      Files.writeString(directory.resolve("results.jsonl"), text);
      Scores scores = run(request(problems("a", "b"), 1, 5), samples(texts));
      assertThat(scores.resumed()).isEqualTo(kept);
      assertThat(Files.readAllLines(directory.resolve("results.jsonl"))).isEqualTo(whole);
      for (String field : List.of("pass_at_k", "verdicts", "test_verdicts", "per_problem")) {
        assertThat(metrics().get(field)).as(field).isEqualTo(expected.get(field));
      }
      assertThat(metrics().get("mean_score")).isEqualTo(expected.get("mean_score"));
      assertThat(metrics().get("launchers")).isEqualTo(expected.get("launchers"));
    }
  }

  @Test
  void otherSamplesAreNoContinuation() throws Exception {
    run(request(problems("a")), samples("a:pass", "a:fail"));
    resume = true;
    assertThatThrownBy(() -> run(request(problems("a")), samples("a:pass", "a:pass")))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("s.jsonl:2: the sample with index 1 is not the one");
    assertThatThrownBy(() -> run(request(problems("a")), samples("a:pass")))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("only 1 samples");
    assertThat(rows()).hasSize(2);
    resume = false;
    assertThatThrownBy(() -> run(request(problems("a")), samples("a:pass")))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("already holds results; add --resume");
  }

  @Test
  void anotherExperimentIsNoContinuation() throws Exception {
    run(request(problems("a")), samples("a:pass"));
    byte[] rows = Files.readAllBytes(directory.resolve("results.jsonl"));
    byte[] metrics = Files.readAllBytes(directory.resolve("metrics.json"));
    resume = true;
    limits = LimitOverrides.NONE.withWallTime(Duration.ofSeconds(5));
    conditions = Map.of("problems_hash", "5678");
    assertThatThrownBy(() -> run(request(problems("a")), samples("a:pass", "a:fail")))
        .isInstanceOf(UnusableFileException.class)
        .hasMessage(
            directory.resolve("results.jsonl")
                + " is of another run: problems_hash was '1234' and is '5678', timeout was not"
                + " given and is 'PT5S'; resume with the same options and files, or name another"
                + " directory with -o");
    assertThat(directory.resolve("results.jsonl")).hasBinaryContent(rows);
    assertThat(directory.resolve("metrics.json")).hasBinaryContent(metrics);

    limits = LimitOverrides.NONE;
    conditions = Map.of("problems_hash", "1234");
    assertThat(run(request(problems("a")), samples("a:pass", "a:fail")).resumed()).isEqualTo(1);
  }

  @Test
  void rowsOfWhichNobodyKnowsHowTheyWereJudgedAreNoBeginning() throws Exception {
    run(request(problems("a")), samples("a:pass"));
    Files.delete(directory.resolve("run.json"));
    resume = true;
    assertThatThrownBy(() -> run(request(problems("a")), samples("a:pass")))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("run.json is missing, so nobody knows");
    Files.writeString(directory.resolve("run.json"), "{");
    assertThatThrownBy(() -> run(request(problems("a")), samples("a:pass")))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("run.json: not valid JSON");
  }

  @Test
  void aResumeThatFailsLeavesTheMetrics() throws Exception {
    run(request(problems("a")), samples("a:pass", "a:fail"));
    byte[] metrics = Files.readAllBytes(directory.resolve("metrics.json"));
    resume = true;
    assertThatThrownBy(() -> run(request(problems("a")), samples("a:fail", "a:fail")))
        .isInstanceOf(UnusableFileException.class);
    EvaluationRun run = new EvaluationRun(request(problems("a")), silent);
    assertThatThrownBy(
            () ->
                run.run(
                    () -> {
                      throw new IOException("no executor");
                    },
                    samples("a:pass", "a:fail").stream()))
        .hasMessage("no executor");
    assertThat(directory.resolve("metrics.json")).hasBinaryContent(metrics);
  }

  @Test
  void filesAreKnownByTheirContent() throws Exception {
    Path file = Files.writeString(directory.resolve("p.jsonl"), "abc");
    assertThat(ContentHash.of(file)).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    Path folder = Files.createDirectories(directory.resolve("folder/inner"));
    Files.writeString(folder.resolve("1.in"), "ab");
    String before = ContentHash.of(directory.resolve("folder"));
    Files.writeString(folder.resolve("1.in"), "ac");
    assertThat(ContentHash.of(directory.resolve("folder"))).isNotEqualTo(before);
    Files.writeString(folder.resolve("1.in"), "ab");
    assertThat(ContentHash.of(directory.resolve("folder"))).isEqualTo(before);
    Files.move(folder.resolve("1.in"), folder.resolve("2.in"));
    assertThat(ContentHash.of(directory.resolve("folder"))).isNotEqualTo(before);
  }

  @Test
  void aFileOfSomethingElseIsNotTouched() throws Exception {
    Files.writeString(directory.resolve("results.jsonl"), "{\"index\":0}\n");
    resume = true;
    assertThatThrownBy(() -> run(request(problems("a")), samples("a:pass")))
        .hasMessageContaining("results.jsonl:1: it is not a row of an evaluation");
    assertThat(Files.readString(directory.resolve("results.jsonl"))).isEqualTo("{\"index\":0}\n");
  }

  @Test
  void anEndedRunLeavesRowsAndNoMetrics() throws Exception {
    EvaluationRun run =
        new EvaluationRun(
            request(problems("a")),
            new EvaluationRun.Listener() {
              private Runnable end = () -> {};

              @Override
              public void started(Runnable cancel) {
                end = cancel;
              }

              @Override
              public void rowDone(OptionalDouble passAt1) {
                end.run();
              }
            });
    Scores scores =
        run.run(
            () -> programs.executor(order),
            Stream.iterate(0, i -> i + 1)
                .map(i -> new SampleRow.Valid("s", new Sample("a", i, "pass", true, null))));
    assertThat(scores.interrupted()).isTrue();
    assertThat(rows()).isNotEmpty();
    assertThat(directory.resolve("metrics.json")).doesNotExist();
  }

  @Test
  void usualKsAreThoseWithEnoughSamples() throws Exception {
    String[] texts = new String[12];
    java.util.Arrays.fill(texts, "a:pass");
    Scores scores = run(request(problems("a")), samples(texts));
    assertThat(scores.report().passAtK()).extracting(Estimate::k).containsExactly(1, 10);
  }

  @Test
  void aProblemIsThereOnce() {
    assertThatThrownBy(() -> problems("a", "b", "a"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("test: problem 'a' is there twice");
    assertThatThrownBy(() -> problems()).hasMessageContaining("no problems");
  }

  @Test
  void tasksWithoutAGraderAreOurFault() throws Exception {
    EvaluationRequest nobody =
        new EvaluationRequest(
            "words",
            problems("a"),
            List.of(),
            directory,
            List.of(1),
            false,
            false,
            LimitOverrides.NONE,
            false,
            Map.of(),
            Map.of());
    Scores scores = run(nobody, samples("a:pass"));
    assertThat(scores.report().verdicts()).containsOnlyKeys(Verdict.SANDBOX_FAULT.name());
  }
}
