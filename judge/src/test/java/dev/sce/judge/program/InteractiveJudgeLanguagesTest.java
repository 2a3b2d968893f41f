package dev.sce.judge.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.judge.Grade;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Languages;
import dev.sce.judge.language.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Interactive judges in interpreted languages. Their source reaches the interpreter as a descriptor
 * without a name, and not every interpreter takes a script from there by itself.
 */
class InteractiveJudgeLanguagesTest {
  private static Languages languages;
  private static ProgramGrader grader;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
    grader = new ProgramGrader(languages.table());
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  /** Each reads the secret from the input, asks for it and exits with 42 when it is told it. */
  private static String judge(String language) {
    return switch (language) {
      case "python", "pypy" ->
          """
          import sys
          secret = open(sys.argv[1]).read().strip()
          print("guess", flush=True)
          sys.exit(42 if sys.stdin.readline().strip() == secret else 43)
          """;
      case "javascript" ->
          """
          const fs = require("fs");
          const secret = fs.readFileSync(process.argv[2], "utf8").trim();
          console.log("guess");
          const bytes = Buffer.alloc(100);
          const guess = bytes.toString("utf8", 0, fs.readSync(0, bytes)).trim();
          process.exit(guess === secret ? 42 : 43);
          """;
      case "bash" ->
          """
          read secret < "$1"
          echo guess
          read guess
          [ "$guess" = "$secret" ] && exit 42
          exit 43
          """;
      case "perl" ->
          """
          $| = 1;
          open(my $in, '<', $ARGV[0]) or die; chomp(my $secret = <$in>);
          print "guess\\n";
          chomp(my $guess = <STDIN>);
          exit($guess eq $secret ? 42 : 43);
          """;
      case "ruby" ->
          """
          secret = File.read(ARGV[0]).strip
          puts "guess"
          $stdout.flush
          exit(STDIN.gets.to_s.strip == secret ? 42 : 43)
          """;
      case "lua" ->
          """
          local secret = io.open(arg[1]):read("l")
          print("guess")
          io.stdout:flush()
          os.exit(io.read("l") == secret and 42 or 43)
          """;
      default -> throw new IllegalArgumentException(language);
    };
  }

  private static Grade grade(Program judge, String answer) throws InterruptedException {
    ProgramTask task =
        new ProgramTask(
            List.of(new ProgramTest("1", Blob.ofText("secret\n"), Blob.ofText("\n"))),
            ProgramTask.limits(
                Duration.ofSeconds(2), DataSize.ofMebibytes(256), DataSize.ofMebibytes(8)),
            new Judging.ByInteractor(JudgeProgram.of(judge, JudgeConvention.KATTIS)),
            "python",
            false);
    Program program =
        Program.of(
            languages.table().find("python").orElseThrow(),
            "input(); print('%s')".formatted(answer));
    return languages.grade(grader.begin(task, program));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python",
        "pypy",
        "javascript",
        "bash",
        "perl",
        "ruby",
        "lua",
      })
  void aJudgeTellsRightFromWrong(String language) throws InterruptedException {
    languages.require(language);
    Program judge = Program.of(languages.table().find(language).orElseThrow(), judge(language));
    Grade right = grade(judge, "secret");
    assertThat(right.verdict()).as("right: %s", right).isEqualTo(Verdict.PASSED);
    Grade wrong = grade(judge, "guess");
    assertThat(wrong.verdict()).as("wrong: %s", wrong).isEqualTo(Verdict.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"typescript", "java", "php", "racket", "r"})
  void aJudgeInALanguageThatCannotBeOneIsNoVerdictOnAProgram(String language)
      throws InterruptedException {
    Program judge = Program.of(languages.table().find(language).orElseThrow(), "");
    Grade grade = grade(judge, "secret");
    assertThat(grade.verdict()).isEqualTo(Verdict.MISSING_INFO);
    assertThat(grade.detail()).contains(language).contains("C++, Rust or Python");
  }
}
