package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Scores by labels of problems, and problems of some days only. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class GroupScoresTest {
  @TempDir Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    StringBuilder problems = new StringBuilder();
    StringBuilder samples = new StringBuilder();
    String[] levels = {"hard", "easy", "easy", "medium"};
    for (int i = 0; i < levels.length; i++) {
      problems.append(
          """
          {"question_id":"q%d","contest_date":"2024-0%d-01T00:00:00","difficulty":"%s",\
          "platform":"leetcode","metadata":"{}","private_test_cases":"[]",\
          "public_test_cases":"[{\\"input\\":\\"\\",\\"output\\":\\"%d\\"}]"}
          """
              .formatted(i, i + 1, levels[i], i));
      samples.append("{\"question_id\":\"q%d\",\"code_list\":[\"print(1)\"]}\n".formatted(i));
    }
    Files.writeString(directory.resolve("p.jsonl"), problems);
    Files.writeString(directory.resolve("s.jsonl"), samples);
  }

  private Cli.Finished eval(String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("eval", "livecodebench", "-o", "out"));
    args.addAll(List.of("--problems", "p.jsonl", "--samples", "s.jsonl"));
    args.addAll(List.of(more));
    return Cli.run(directory, args.toArray(new String[0]));
  }

  private JsonNode groups() throws IOException {
    return Json.MAPPER
        .readTree(Files.readAllBytes(directory.resolve("out/metrics.json")))
        .get("groups");
  }

  @Test
  void scoresAreShownByDifficulty() throws Exception {
    Cli.Finished finished = eval();

    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(finished.stdout())
        .contains("difficulty   easy    2 of 2 problems  pass@1 0.5000  [")
        .contains("             medium  1 of 1 problems  pass@1 0.0000  [")
        .contains("             hard    1 of 1 problems  pass@1 0.0000  [")
        .contains("month        2024-01  1 of 1 problems")
        .doesNotContain("platform");
    JsonNode easy = groups().get("difficulty").get(0);
    assertThat(easy.get("value").asString()).isEqualTo("easy");
    assertThat(easy.get("problems").asInt()).isEqualTo(2);
    assertThat(easy.get("passed").asInt()).isEqualTo(1);
    assertThat(easy.get("pass_at_k").get(0).get("value").asDouble()).isEqualTo(0.5);
    assertThat(groups().get("platform").get(0).get("samples").asInt()).isEqualTo(4);
    JsonNode row = Cli.rows(directory.resolve("out/results.jsonl")).getFirst();
    assertThat(row.get("groups").toString())
        .isEqualTo("{\"difficulty\":\"hard\",\"platform\":\"leetcode\",\"month\":\"2024-01\"}");
  }

  @Test
  void aResumedRunHasTheGroupsOfAllItsRows() throws Exception {
    assertThat(eval().status()).isZero();
    String whole = groups().toString();
    Path results = directory.resolve("out/results.jsonl");
    List<String> lines = Files.readAllLines(results);
    Files.writeString(results, lines.get(0) + "\n" + lines.get(1) + "\n");

    assertThat(eval("--resume").status()).isZero();

    assertThat(groups().toString()).isEqualTo(whole);
  }

  @Test
  void daysAreChosenAndNotMixedByResuming() throws Exception {
    Cli.Finished finished = eval("--after", "2024-02-01", "--before", "2024-03-01");

    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(finished.stderr())
        .contains("2 of 4 problems are from 2024-02-01 until 2024-03-01; samples of the others");
    assertThat(finished.stdout()).contains("problems     2 of 2 have judged samples");
    Cli.Finished other = eval("--resume", "--after", "2024-02-01");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.stderr()).contains("before was '2024-03-01' and is not given");
  }

  @Test
  void daysThatCannotBeAreRefused() throws Exception {
    assertThat(eval("--after", "2024-03-01", "--before", "2024-02-01").stderr())
        .contains("no day is after 2024-03-01 and before 2024-02-01");
    assertThat(eval("--before", "yesterday").stderr())
        .contains("--before")
        .contains("'yesterday' is no day, such as 2024-08-01");
    Cli.Finished without = Cli.run(directory, "eval", "humaneval", "--after", "2024-03-01");
    assertThat(without.status()).isEqualTo(2);
    assertThat(without.stderr()).contains("humaneval has none, so leave it out");
  }
}
