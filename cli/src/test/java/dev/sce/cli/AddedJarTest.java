package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.cli.Cli.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar on the class path adds a data set and a checker; no file of this project knows of them. */
class AddedJarTest {
  private static final String DATA_SET =
      """
      package added;

      import dev.sce.datasets.*;
      import dev.sce.judge.*;
      import dev.sce.judge.checker.Checkers;
      import dev.sce.judge.program.*;
      import java.nio.file.Path;
      import java.util.List;
      import java.util.stream.Stream;

      public final class Doubling implements DataSet {
        public String name() { return "doubling"; }
        public String description() { return "programs that double a number"; }
        public Stream<Problem> problems(Path file) {
          return JsonRows.read(file).map(row -> new Problem(
              row.text("id"),
              new StdinTask("", List.of(ProgramTest.ofText("1", row.text("in"), row.text("out"))),
                  Checkers.EXACT, StdinSettings.DEFAULT)));
        }
        public Stream<Sample> canonical(Path file) {
          return JsonRows.read(file).map(row ->
              new Sample(row.text("id"), 0, "print(int(input()) * 2)", true, null));
        }
        public List<Grader<?>> graders() { return List.of(new StdinGrader()); }
      }
      """;

  private static final String CHECKER =
      """
      package added;

      import dev.sce.judge.checker.*;
      import java.util.List;
      import java.util.Optional;

      public final class SameLength implements CheckerProvider {
        public String name() { return "same-length"; }
        public Checker create(List<String> options) {
          return (expected, output) -> expected.text().strip().length()
                  == output.text().strip().length()
              ? Optional.empty() : Optional.of("another length");
        }
      }
      """;

  @TempDir Path folder;
  private Path jar;
  private Path problems;

  @BeforeEach
  void makeJar() throws IOException {
    jar =
        AddedJar.make(
            folder,
            Map.of("Doubling", DATA_SET, "SameLength", CHECKER),
            Map.of(
                "dev.sce.datasets.DataSet",
                "Doubling",
                "dev.sce.judge.checker.CheckerProvider",
                "SameLength"));
    problems =
        Files.writeString(
            folder.resolve("problems.jsonl"),
            """
            {"id": "a", "in": "4\\n", "out": "8\\n"}
            {"id": "b", "in": "6\\n", "out": "99\\n"}
            """);
  }

  private Finished sce(String... args) throws Exception {
    String classPath = System.getProperty("java.class.path") + ":" + jar;
    return Cli.runOn(classPath, folder, Map.of(), List.of(args));
  }

  private Finished evaluate(String output, String... more) throws Exception {
    List<String> args =
        List.of("eval", "doubling", "--samples", "canonical", "--problems", "" + problems);
    return sce(
        Stream.of(args, List.of("-o", "" + folder.resolve(output)), List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  @Test
  void aDataSetOfAnotherJarIsEvaluated() throws Exception {
    assertThat(sce("eval", "--list").stdout()).contains("doubling", "programs that double");

    assertThat(evaluate("plain").status()).isZero();
    assertThat(Cli.rows(folder.resolve("plain/results.jsonl")))
        .extracting(row -> row.path("verdict").asString())
        .containsExactly("PASSED", "FAILED");
  }

  @Test
  void aDataSetThatCannotBeLoadedIsNamedWithoutAStackTrace() throws Exception {
    jar =
        AddedJar.make(
            folder, Map.of("Doubling", DATA_SET), Map.of("dev.sce.datasets.DataSet", "NoSuchSet"));

    Finished finished = sce("eval", "--list");
    assertThat(finished.status()).isNotZero();
    assertThat(finished.stderr())
        .contains("added.NoSuchSet", "SCE_CLASSPATH")
        .doesNotContain("\tat ", "unexpected failure");
  }

  @Test
  void aCheckerOfAnotherJarCompares() throws Exception {
    assertThat(sce("eval", "--help").stdout()).contains("same-length");

    assertThat(evaluate("checked", "--checker", "same-length").status()).isZero();
    assertThat(Cli.rows(folder.resolve("checked/results.jsonl")))
        .extracting(row -> row.path("verdict").asString())
        .containsExactly("PASSED", "PASSED");
  }

  @Test
  void anUnknownCheckerIsRefusedWithAllNames() throws Exception {
    Finished finished = evaluate("unknown", "--checker", "nonsense");
    assertThat(finished.status()).isEqualTo(2);
    assertThat(finished.stderr()).contains("nonsense", "tokens", "apps-ordered", "same-length");
  }
}
