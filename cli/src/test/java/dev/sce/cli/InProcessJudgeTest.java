package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.testkit.LeakCheck;
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

/** Judging in the sample's own process, which has to be asked for and is said everywhere. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class InProcessJudgeTest {
  @TempDir Path directory;

  @BeforeEach
  void writeInput() throws Exception {
    Files.writeString(
        directory.resolve("p.jsonl"),
        """
        {"id":"patched","type":"function","entry_point":"f","test":"def check(c):\\n    from unittest.mock import patch\\n    with patch('random.random', return_value=4):\\n        assert c() == 4"}
        {"id":"plain","type":"assert","tests":["assert f(1) == 2","assert f(2) == 3"]}
        {"id":"echo","type":"stdin","tests":[{"input":"1","output":"1"}]}
        """);
    Files.writeString(
        directory.resolve("s.jsonl"),
        """
        {"task_id":"patched","solution":"import random\\ndef f(): return random.random()"}
        {"task_id":"plain","solution":"def f(x): return 2"}
        {"task_id":"echo","solution":"print(input())"}
        """);
  }

  private Cli.Finished eval(String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of("eval", "jsonl", "--problems", "p.jsonl", "--samples", "s.jsonl", "-o", "out"));
    args.addAll(List.of(more));
    return Cli.run(directory, args.toArray(new String[0]));
  }

  private List<String> verdicts() throws Exception {
    return Cli.rows(directory.resolve("out/results.jsonl")).stream()
        .map(row -> row.get("verdict").asString() + " " + row.path("judge").asString(""))
        .toList();
  }

  private JsonNode json(String name) throws Exception {
    return Json.MAPPER.readTree(Files.readAllBytes(directory.resolve("out").resolve(name)));
  }

  @Test
  void whatCannotBeJudgedApartIsJudgedInOneProcessAndSaidToBe() throws Exception {
    Cli.Finished finished = eval("--judge", "in-process");

    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(verdicts()).containsExactly("PASSED in-process", "FAILED in-process", "PASSED ");
    assertThat(json("metrics.json").get("judge").asString()).isEqualTo("in-process");
    assertThat(json("run.json").get("judge").asString()).isEqualTo("in-process");
    assertThat(finished.stdout()).contains("judge        in the sample's own process");
  }

  @Test
  void apartItIsNoJudgementAndSaysWhatToDo() throws Exception {
    Cli.Finished finished = eval();

    assertThat(finished.status()).isEqualTo(3);
    assertThat(verdicts()).containsExactly("MISSING_INFO ", "FAILED ", "PASSED ");
    assertThat(Cli.rows(directory.resolve("out/results.jsonl")).getFirst().get("detail").asString())
        .contains("unittest.mock", "--judge in-process");
    assertThat(json("metrics.json").has("judge")).isFalse();
  }

  @Test
  void bothDoNotMix() throws Exception {
    eval();
    Cli.Finished resumed = eval("--judge", "in-process", "--resume");

    assertThat(resumed.status()).isEqualTo(2);
    assertThat(resumed.stderr()).contains("judge was not given and is 'in-process'");
  }

  @Test
  void otherValuesAndOtherSetsAreRefused() throws Exception {
    assertThat(eval("--judge", "somewhere").stderr())
        .contains("--judge must be apart or in-process");
    Cli.Finished finished =
        Cli.run(
            directory,
            "eval",
            "gsm8k",
            "--problems",
            "p.jsonl",
            "--samples",
            "s.jsonl",
            "-o",
            "out",
            "--judge",
            "in-process");
    assertThat(finished.status()).isEqualTo(2);
    assertThat(finished.stderr()).contains("gsm8k has none");
  }
}
