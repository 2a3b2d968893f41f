package dev.sce.datasets.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramTask;
import dev.sce.judge.program.ProgramTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside of a package is read, and for a submission nothing outside of itself. */
@Timeout(60)
class PackageLinksTest {
  private static final String SECRET = "TOP-SECRET";

  private final ContestDataSet set = new ContestDataSet(LanguageTable.standard(), null);
  @TempDir private Path folder;
  private Path problem;
  private Path accepted;
  private Path secret;

  @BeforeEach
  void makePackage() throws IOException {
    secret = Files.writeString(folder.resolve("secret"), SECRET);
    problem = folder.resolve("set/prob");
    accepted = problem.resolve("submissions/accepted");
    Files.createDirectories(problem.resolve("data/secret/group1"));
    Files.createDirectories(problem.resolve("data/secret/group2"));
    Files.createDirectories(accepted);
    Files.writeString(problem.resolve("problem.yaml"), "name: x\n");
    Files.writeString(problem.resolve("data/secret/group1/1.in"), "1\n");
    Files.writeString(problem.resolve("data/secret/group1/1.ans"), "2\n");
    Files.writeString(accepted.resolve("good.py"), "print(2)\n");
  }

  private Map<String, String> samples() throws IOException {
    return texts(set.samples(problem));
  }

  /** Returns the code of each sample, or what is wrong with it. */
  private static Map<String, String> texts(Stream<SampleRow> samples) {
    try (samples) {
      return samples.collect(
          Collectors.toMap(
              SampleRow::place,
              row ->
                  switch (row) {
                    case SampleRow.Valid valid -> valid.sample().code();
                    case SampleRow.Invalid invalid -> "invalid: " + invalid.problem();
                  }));
    }
  }

  private void assertRefused(String name, String why) throws IOException {
    for (Map<String, String> samples : List.of(samples(), texts(set.canonicalRows(problem)))) {
      assertThat(samples.get(name)).startsWith("invalid: ").contains(why).doesNotContain(SECRET);
      assertThat(samples.get("accepted/good.py")).contains("print(2)");
    }
  }

  private void link(Path link, Path target) throws IOException {
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, target);
  }

  @Test
  void aSubmissionReadsNoFileOfTheCaller() throws IOException {
    Path relative = Path.of("../../../../../secret");
    link(accepted.resolve("absolute/key.txt"), secret);
    link(accepted.resolve("relative/key.txt"), relative);
    link(accepted.resolve("deep/a/b/key.txt"), secret);
    link(accepted.resolve("single.py"), secret);
    link(accepted.resolve("whole"), folder);
    link(accepted.resolve("within/folder"), folder);
    link(accepted.resolve("chain/b"), Path.of("a"));
    link(accepted.resolve("chain/a"), secret);
    link(accepted.resolve("nowhere/a"), Path.of("b"));
    link(accepted.resolve("loop/a"), Path.of("a"));

    for (String name :
        List.of("absolute", "relative", "deep", "single.py", "whole", "within", "chain")) {
      assertRefused("accepted/" + name, "leads out of");
    }
    assertRefused("accepted/absolute", "absolute/key.txt");
    assertRefused("accepted/nowhere", "leads nowhere");
    assertRefused("accepted/loop", "leads nowhere");
  }

  @Test
  void aSubmissionReadsNeitherAnswersNorOthers() throws IOException {
    link(accepted.resolve("answers/a"), problem.resolve("data/secret/group1/1.ans"));
    link(accepted.resolve("copy.py"), Path.of("good.py"));

    assertRefused("accepted/answers", "leads out of");
    assertRefused("accepted/copy.py", "leads out of");
  }

  @Test
  void groupsOfSubmissionsAreNoWayOutEither() throws IOException {
    link(problem.resolve("submissions/wrong_answer"), folder);
    link(problem.resolve("submissions/run_time_error"), problem.resolve("data"));

    assertThat(samples().get("wrong_answer")).contains("leads out of");
    assertThat(samples().get("run_time_error")).contains("leads out of");
    assertThat(samples()).hasSize(3);
  }

  @Test
  void linksWithinASubmissionAreFollowed() throws IOException {
    Files.createDirectories(accepted.resolve("own"));
    Files.writeString(accepted.resolve("own/a.py"), "print(3)");
    link(accepted.resolve("own/b.py"), Path.of("a.py"));

    assertThat(samples().get("accepted/own")).contains("\"b.py\":\"print(3)\"");
  }

  @Test
  void pipesAreNotOpened() throws Exception {
    Files.createDirectories(accepted.resolve("pipe"));
    for (String name : List.of("pipe/a", "alone.py")) {
      assertThat(new ProcessBuilder("mkfifo", accepted.resolve(name).toString()).start().waitFor())
          .isZero();
    }

    assertRefused("accepted/pipe", "it is not opened");
    assertRefused("accepted/alone.py", "it is not opened");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "link", "folder", "large"})
  void whatIsWrongWithSubmissionsYamlKeepsNoSubmissionFromBeingRead(String what) throws Exception {
    Path yaml = problem.resolve("submissions/submissions.yaml");
    switch (what) {
      case "pipe" ->
          assertThat(new ProcessBuilder("mkfifo", yaml.toString()).start().waitFor()).isZero();
      case "link" -> link(yaml, secret);
      case "folder" -> Files.createDirectory(yaml);
      default -> Files.writeString(yaml, "# " + "x".repeat(1 << 20));
    }
    assertThat(samples()).containsOnlyKeys("accepted/good.py");
    assertThat(texts(set.samples(folder.resolve("set")))).containsOnlyKeys("accepted/good.py");
    Files.writeString(problem.resolve("data/secret/group1/testdata.yaml"), "");
    link(problem.resolve("data/secret/2.in"), secret);
    assertThat(texts(set.samples(folder.resolve("set")))).containsOnlyKeys("accepted/good.py");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "problem.yaml",
        "data/secret",
        "data/secret/group1/1.in",
        "include/python/x",
        "output_validators/x",
      })
  void aPackageThatMayNotBeReadIsAProblemThatCannotBeJudged(String name) throws IOException {
    Files.createDirectories(problem.resolve("include/python/x"));
    Files.createDirectories(problem.resolve("output_validators/x"));
    Path good = folder.resolve("set/zgood");
    new PackageFolder(good).with("problem.yaml", "").withTest("secret/1", "", "");
    close(problem.resolve(name));

    List<Problem> problems = set.problems(folder.resolve("set")).toList();

    Judging.Impossible judging =
        (Judging.Impossible) ((ProgramTask) problems.getFirst().task()).judging();
    assertThat(judging.why()).contains(problem.resolve(name) + " cannot be read");
    assertThat(((ProgramTask) problems.getLast().task()).judging())
        .isInstanceOf(Judging.Compare.class);
    assertThat(texts(set.samples(folder.resolve("set")))).containsOnlyKeys("accepted/good.py");
    assertThatThrownBy(() -> set.problems(problem))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "accepted", "accepted/whole", "accepted/good.py"})
  void submissionsThatMayNotBeReadAreThereWithAProblem(String name) throws IOException {
    Files.createDirectories(accepted.resolve("whole"));
    Path closed = problem.resolve("submissions").resolve(name);
    close(closed);

    assertThat(samples().get(name)).isEqualTo("invalid: " + closed + " cannot be read");
  }

  /** Takes everybody's rights away, which those of root are not affected by. */
  private static void close(Path path) throws IOException {
    Files.setPosixFilePermissions(path, Set.of());
    assumeFalse(Files.isReadable(path), "this user may read everything");
  }

  @Test
  void submissionsHaveAnEnd() throws IOException {
    Path many = Files.createDirectories(accepted.resolve("many"));
    for (int i = 0; i <= ProblemPackage.MOST_FILES; i++) {
      Files.createDirectory(many.resolve("f" + i));
    }
    for (String name : List.of("large.py", "sum/a", "sum/b")) {
      Path file = accepted.resolve(name);
      Files.createDirectories(file.getParent());
      try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
        long most = ProblemPackage.LARGEST_PROGRAM.bytes();
        large.setLength(name.startsWith("sum") ? most / 2 + 1 : most + 1);
      }
    }

    assertRefused("accepted/many", "more than 1000");
    assertRefused("accepted/large.py", "larger than");
    assertRefused("accepted/sum", "larger than");
  }

  @Test
  void testsMayBeSharedByLinksWithinThePackage() throws IOException {
    link(problem.resolve("data/secret/group2/1.in"), Path.of("../group1/1.in"));
    link(problem.resolve("data/secret/group2/1.ans"), Path.of("../group1/1.ans"));

    ProgramTask task =
        (ProgramTask) ProblemPackage.read(problem, LanguageTable.standard()).problem().task();

    assertThat(task.tests()).hasSize(2);
    assertThat(task.tests().getLast().answer().text()).isEqualTo("2\n");
  }

  @Test
  void aTestThatManyLinksLeadToIsHeldOnce() throws IOException {
    for (int i = 0; i < 10; i++) {
      link(problem.resolve("data/secret/link" + i), Path.of("group1"));
    }

    ProgramTask task =
        (ProgramTask) ProblemPackage.read(problem, LanguageTable.standard()).problem().task();

    assertThat(task.tests()).hasSize(11);
    ProgramTest first = task.tests().getFirst();
    assertThat(task.tests())
        .allSatisfy(test -> assertThat(test.input()).isSameAs(first.input()))
        .allSatisfy(test -> assertThat(test.answer()).isSameAs(first.answer()));
  }

  @Test
  @Tag("slow")
  void foldersThatLinkToFoldersHaveAnEnd() throws IOException {
    for (int level = 0; level < 12; level++) {
      for (int i = 0; i < 8; i++) {
        link(problem.resolve("priv/d" + level + "/l" + i), Path.of("../d" + (level + 1)));
      }
    }
    Files.createDirectories(problem.resolve("priv/d12"));
    link(problem.resolve("data/secret/x"), Path.of("../../priv/d0"));

    List<Problem> problems = set.problems(folder.resolve("set")).toList();

    Judging.Impossible judging =
        (Judging.Impossible) ((ProgramTask) problems.getFirst().task()).judging();
    assertThat(judging.why()).contains("more than 50000 entries");
  }

  @Test
  void aPackageThatLinksOutOfItselfIsRefused() throws Exception {
    for (String name :
        List.of("data/secret/2.in", "output_validators/check.py", "submissions/../.timelimit")) {
      Path link = problem.resolve(name).normalize();
      link(link, secret);

      assertThatThrownBy(() -> ProblemPackage.read(problem, LanguageTable.standard()))
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining(link.getFileName() + " is a link, or behind one, that leads out");
      Files.delete(link);
    }
    Path pipe = problem.resolve("data/secret/2.in");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> ProblemPackage.read(problem, LanguageTable.standard()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("it is not opened");
  }

  @Test
  void aRowThatIsNoSubmissionDoesNotKeepOthersFromBeingJudged() throws IOException {
    Path rows = folder.resolve("submissions.jsonl");
    String good = "{\"problem\":\"prob\",\"files\":{\"a.py\":\"print(2)\"},\"name\":\"n\"}\n";
    Files.writeString(rows, "[[[\n" + good + "{\"problem\":\"prob\",\"files\":{}}\n" + good);

    try (Stream<SampleRow> samples = set.samples(rows)) {
      // One without files is a sample, which fails.
      assertThat(samples.map(row -> row instanceof SampleRow.Valid))
          .containsExactly(false, true, true, true);
    }
  }
}
