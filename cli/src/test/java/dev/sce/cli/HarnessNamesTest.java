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

/** Names of a data set's own harness have to be asked for, and that they were is said. */
@ExtendWith(LeakCheck.class)
@Tag("slow")
class HarnessNamesTest {
  @TempDir Path directory;

  @BeforeEach
  void writeInput() throws Exception {
    Files.writeString(
        directory.resolve("p.jsonl"),
        """
        {"task_id":"t/0","prompt":"from typing import List\\n\\ndef f(x: List) -> int:\\n","entry_point":"f","test":"def check(c):\\n    assert c([1]) == 1\\n"}
        """);
    Files.writeString(
        directory.resolve("s.jsonl"),
        """
        {"task_id":"t/0","solution":"def f(x: List) -> int:\\n    return len(x)"}
        """);
  }

  private Cli.Finished eval(String set, String... more) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of("eval", set, "--problems", "p.jsonl", "--samples", "s.jsonl", "-o", "out"));
    args.addAll(List.of(more));
    return Cli.run(directory, args.toArray(new String[0]));
  }

  private String verdict() throws Exception {
    return Cli.rows(directory.resolve("out/results.jsonl")).getFirst().get("verdict").asString();
  }

  private JsonNode json(String name) throws Exception {
    return Json.MAPPER.readTree(Files.readAllBytes(directory.resolve("out").resolve(name)));
  }

  @Test
  void whenTheyAreGivenItIsSaid() throws Exception {
    Cli.Finished finished = eval("humaneval", "--harness-names");

    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(verdict()).isEqualTo("PASSED");
    assertThat(json("metrics.json").get("harness_names").asBoolean()).isTrue();
    assertThat(json("run.json").get("harness_names").asString()).isEqualTo("true");
    assertThat(finished.stdout()).contains("names        samples find");
  }

  @Test
  void theyAreNotGivenUnasked() throws Exception {
    Cli.Finished finished = eval("humaneval");

    assertThat(verdict()).isEqualTo("RUNTIME_ERROR");
    assertThat(json("metrics.json").has("harness_names")).isFalse();
    assertThat(finished.stdout()).doesNotContain("names  ");
  }

  @Test
  void bothDoNotMix() throws Exception {
    eval("humaneval");
    Cli.Finished resumed = eval("humaneval", "--harness-names", "--resume");

    assertThat(resumed.status()).isEqualTo(2);
    assertThat(resumed.stderr()).contains("harness_names was not given and is 'true'");
  }

  @Test
  void setsWithoutSuchFunctionsRefuseThem() throws Exception {
    Cli.Finished finished = eval("gsm8k", "--harness-names");

    assertThat(finished.status()).isEqualTo(2);
    assertThat(finished.stderr()).contains("--harness-names", "gsm8k has none");
  }
}
