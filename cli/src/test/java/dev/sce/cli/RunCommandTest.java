package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.json.Json;
import dev.sce.spi.PythonQuestion;
import dev.sce.testkit.LeakCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("slow")
@ExtendWith(LeakCheck.class)
class RunCommandTest {
  @TempDir Path directory;

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
  }

  private Cli.Finished run(String... args) throws Exception {
    return Cli.run(directory, withoutIsolation(args));
  }

  private static String[] withoutIsolation(String... args) {
    List<String> all = new ArrayList<>(List.of("run", "--isolation", "none"));
    all.addAll(List.of(args));
    return all.toArray(new String[0]);
  }

  private static List<String> outcomes(List<JsonNode> rows) {
    return rows.stream().map(row -> row.get("outcome").stringValue()).toList();
  }

  private static String stdout(JsonNode row) {
    return row.get("command_results").get(0).get("stdout").stringValue();
  }

  @Test
  void quickstartPrintsThreeRows() throws Exception {
    Path file = Path.of("..", "examples", "quickstart", "predictions.jsonl").toAbsolutePath();
    Cli.Finished finished = run(file.toString());
    assertThat(finished.status()).isZero();
    assertThat(finished.rows().stream().map(RunCommandTest::stdout))
        .containsExactly("Hello, World!\n", "10\n", "4.0\n");
    assertThat(finished.stderr()).contains("3 rows").contains("OK");
  }

  @Test
  void aValueOutOfRangeIsToldWithWhereItCameFrom() throws Exception {
    write("in.jsonl", "{\"code\":\"print(1)\"}");
    Cli.Finished finished =
        Cli.run(directory, Map.of("SCE_TIMEOUT", "0"), "", withoutIsolation("in.jsonl"));
    assertThat(finished.status()).isEqualTo(2);
    assertThat(finished.stderr())
        .contains("--timeout must be longer than 0", "but is 0 s", "the variable SCE_TIMEOUT");
    assertThat(run("in.jsonl", "--timeout", "0").stderr())
        .contains("but is 0 s")
        .doesNotContain("SCE_");
  }

  @Test
  void aHyphenIsStandardOutput() throws Exception {
    write("in.jsonl", "{\"code\":\"print(1)\"}");
    assertThat(run("in.jsonl", "-o", "-").rows()).hasSize(1);
    assertThat(directory.resolve("-")).doesNotExist();
  }

  @Test
  void resultRowHasTheDocumentedFields() throws Exception {
    write("in.jsonl", "{\"id\":\"a\",\"code\":\"open('o','w').write('x'); print(1)\"}");
    Cli.Finished finished = run("in.jsonl", "--track", "o", "--track", "missing");
    JsonNode row = finished.rows().getFirst();
    assertThat(row.propertyNames())
        .containsExactly(
            "index",
            "id",
            "outcome",
            "timed_out",
            "had_error",
            "elapsed",
            "expected_num_commands",
            "writing_time",
            "cleanup_time",
            "preprocess_time",
            "command_results",
            "tracked_files",
            "isolation");
    assertThat(row.get("command_results").get(0).propertyNames())
        .containsExactly(
            "outcome",
            "return_code",
            "signal",
            "runtime",
            "cpu_time",
            "peak_memory_bytes",
            "stdout",
            "stderr",
            "stdout_truncated",
            "stderr_truncated",
            "timed_out",
            "had_unexpected_error",
            "launcher");
    assertThat(row.get("tracked_files").toString()).isEqualTo("{\"missing\":null,\"o\":\"x\"}");
  }

  @Test
  void eachBadRowIsReportedWithItsLineAndTheOthersRun() throws Exception {
    String manyFiles =
        IntStream.range(0, 1000)
            .mapToObj(i -> "\"d" + i % 10 + "/f" + i + "\":\"" + i + "\"")
            .collect(Collectors.joining(",", "{", "}"));
    write(
        "in.jsonl",
        "{\"id\":\"ok\",\"code\":\"print(1)\"}",
        "{\"id\": broken",
        "{\"id\":\"x\",\"kode\":\"\"}",
        "{\"id\":\"e\",\"files\":{\"../evil.py\":\"\"},\"commands\":[{\"command\":[\"true\"]}]}",
        "",
        "{\"id\":\"n\",\"files\":{\"a\\u0000b\":\"\"},\"commands\":[]}",
        "[1]",
        "{\"id\":\"c\",\"commands\":[{\"command\":[\"true\"],\"tiemout\":1}]}",
        "{\"id\":\"m\",\"files\":"
            + manyFiles
            + ",\"commands\":[{\"command\":[\"sh\",\"-c\",\"find . -type f | wc -l\"]}]}",
        "{\"id\":\"big\",\"code\":\"print(len('" + "x".repeat(50_000_000) + "'))\"}",
        "{\"id\":\"none\",\"commands\":[]}",
        "");
    Path out = directory.resolve("out.jsonl");
    Cli.Finished finished = run("in.jsonl", "-o", out.toString());
    assertThat(finished.status()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(finished.stdout()).isEmpty();
    List<JsonNode> rows = Cli.rows(out);
    String bad = "INVALID_INPUT";
    assertThat(outcomes(rows))
        .containsExactly("OK", bad, bad, bad, bad, bad, bad, bad, "OK", "OK", "OK");
    List<String> errors =
        rows.stream().filter(r -> r.has("error")).map(r -> r.get("error").stringValue()).toList();
    assertThat(errors.get(0)).startsWith("in.jsonl:2: not valid JSON at column");
    assertThat(errors.get(1))
        .isEqualTo("in.jsonl:3: field 'code' is missing; the row has id, kode");
    assertThat(errors.get(2)).contains("'../evil.py' leaves the working directory");
    assertThat(errors.get(3)).isEqualTo("in.jsonl:5: the line is empty");
    assertThat(errors.get(4)).contains("NUL");
    assertThat(errors.get(5)).isEqualTo("in.jsonl:7: the row is not a JSON object");
    assertThat(errors.get(6)).contains("commands[0].tiemout");
    assertThat(stdout(rows.get(8)).strip()).isEqualTo("1000");
    assertThat(stdout(rows.get(9))).isEqualTo("50000000\n");
  }

  @Test
  void inputsOfEveryKindAreReadOneAfterTheOther() throws Exception {
    write("a.jsonl", "{\"n\":1}");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("b.jsonl.gz")))) {
      out.write("{\"n\":2}\n".getBytes(StandardCharsets.UTF_8));
    }
    write("c.json", "[{\"n\":3},", " {\"n\":{\"deep\":[4]}}]");
    Cli.Finished finished =
        Cli.run(
            directory,
            Map.of(),
            "\uFEFF{\"n\":5}",
            withoutIsolation(
                "a.jsonl", "b.jsonl.gz", "c.json", "-", "--file", "n={{n}}", "--command", "cat n"));
    assertThat(finished.rows().stream().map(RunCommandTest::stdout))
        .containsExactly("1", "2", "3", "{\"deep\":[4]}", "5");
    assertThat(finished.rows().stream().map(row -> row.get("id").intValue()))
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void brokenArrayKeepsWhatCameBefore() throws Exception {
    write("a.json", "[{\"code\":\"print(1)\"},", " {\"code\": nope}, {\"code\":\"print(3)\"}]");
    Cli.Finished finished = run("a.json");
    assertThat(finished.status()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(outcomes(finished.rows())).containsExactly("OK", "INVALID_INPUT");
    assertThat(finished.rows().get(1).get("error").stringValue()).contains("a.json:2");
  }

  @Test
  void whatFollowsAnArrayIsNotLostSilently() throws Exception {
    write("two.json", "[{\"id\":1,\"commands\":[]}]", "[{\"id\":2,\"commands\":[]}]");
    Cli.Finished finished = run("two.json");
    assertThat(finished.status()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(finished.rows().getLast().get("error").stringValue())
        .contains("two.json:2", "behind the end of the array");
    Files.writeString(directory.resolve("cut.json"), "[{\"id\":1,\"commands\":[]},");
    Cli.Finished cut = run("cut.json");
    assertThat(cut.status()).isEqualTo(ExitCode.USAGE);
    assertThat(cut.stderr()).contains("cut.json is damaged or cut off");
  }

  @Test
  void namesThatNoFileCanHaveAreInvalidInputThatSaysWhich() throws Exception {
    List<String> names =
        List.of(
            "", "..", "a/../b", "./a", "a//b", "a/", "/a", "a\\\\b", "C:/a", "a\\u0000", "b/c/d");
    List<String> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(
          "{\"files\":{\"%s\":\"\",\"b/c\":\"print(1)\"},\"commands\":[{\"command\":[\"true\"]}]}"
              .formatted(name));
    }
    rows.add(
        "{\"files\":{\"main.py\":\"\",\"$(x)\":\"\"},\"commands\":[{\"command\":[\"true\"]}]}");
    write("in.jsonl", rows.toArray(new String[0]));

    List<JsonNode> results = run("in.jsonl").rows();

    assertThat(outcomes(results.subList(0, names.size()))).containsOnly("INVALID_INPUT");
    assertThat(results.get(7).get("error").stringValue())
        .isEqualTo("in.jsonl:8: file name 'a\\b' is not a relative path with forward slashes");
    assertThat(results.subList(0, names.size()))
        .allSatisfy(row -> assertThat(row.get("error").stringValue()).contains("file name '"));
    assertThat(outcomes(results).getLast()).isEqualTo("OK");
  }

  @Test
  void rowsWithNonsenseAreInvalidAndNeverEndTheRun() throws Exception {
    write(
        "in.jsonl",
        "{\"commands\":[{\"command\":[\"true\"],\"timeout\":1e99999999}]}",
        "{\"commands\":[],\"tracked_files\":[\"\\ud800\"]}",
        "{\"commands\":[{\"command\":[\"true\"],\"timeout\":-1}]}",
        "{\"commands\":[{\"command\":[\"true\"]}]}");
    assertThat(outcomes(run("in.jsonl").rows()))
        .containsExactly("INVALID_INPUT", "INVALID_INPUT", "INVALID_INPUT", "OK");
  }

  @Test
  void damagedGzipIsUnreadableInput() throws Exception {
    Path file = directory.resolve("b.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"n\":2}\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 30));
    Cli.Finished finished = run("b.jsonl.gz");
    assertThat(finished.status()).isEqualTo(ExitCode.USAGE);
    assertThat(finished.stderr()).contains("input b.jsonl.gz is damaged");
  }

  @Test
  void templatesStdinLimitsAndRepetitionApply() throws Exception {
    write("in.jsonl", "{\"a\":{\"b\":\"deep\"},\"w\":\"world\"}");
    write("t.txt", "literal \\n {{w}}");
    Cli.Finished finished =
        run(
            "in.jsonl",
            "--file",
            "x=1\\n{{a.b}}\\\\n",
            "--file",
            "y=@t.txt",
            "--stdin",
            "in {{w}}\\n",
            "--num-times",
            "2",
            "--command",
            "sh -c 'cat x - y; echo >> log'",
            "--command",
            "wc -l log");
    JsonNode results = finished.rows().getFirst().get("command_results");
    assertThat(results.get(0).get("stdout").stringValue())
        .isEqualTo("1\ndeep\\nin world\nliteral \\n world\n");
    assertThat(results.get(1).get("stdout").stringValue()).isEqualTo("2 log\n");
  }

  @Test
  void limitsOnTheCommandLineAndInRowsAreEnforced() throws Exception {
    write(
        "in.jsonl",
        "{\"commands\":[{\"command\":[\"sleep\",\"30\"]}]}",
        "{\"commands\":[{\"command\":[\"sleep\",\"0.6\"],\"timeout\":20}]}",
        "{\"commands\":[{\"command\":[\"yes\"],\"timeout\":20}]}",
        "{\"commands\":[{\"command\":[\"cat\"],\"stdin\":[\"a\",\"b\"],\"num_times\":2,"
            + "\"timeout\":20}]}");
    Cli.Finished finished = run("in.jsonl", "--timeout", "400ms", "--output-limit", "1k");
    assertThat(outcomes(finished.rows())).containsExactly("TIME_LIMIT", "OK", "OUTPUT_LIMIT", "OK");
    assertThat(finished.status()).isZero();
    assertThat(stdout(finished.rows().get(3))).isEqualTo("a\nb");
    assertThat(finished.rows().get(0).get("command_results").get(0).get("return_code").intValue())
        .isEqualTo(-9);
  }

  @Test
  void bytesThatAreNotUtf8AreInBase64Too() throws Exception {
    write(
        "in.jsonl",
        "{\"commands\":[{\"command\":[\"printf\",\"a\\\\377\"]}]}",
        "{\"commands\":[{\"command\":[\"printf\",\"a\"]}]}");
    List<JsonNode> rows = run("in.jsonl").rows();
    JsonNode command = rows.getFirst().get("command_results").get(0);
    assertThat(command.get("stdout").stringValue()).isEqualTo("a\uFFFD");
    assertThat(command.get("stdout_base64").stringValue()).isEqualTo("Yf8=");
    assertThat(rows.get(1).get("command_results").get(0).has("stdout_base64")).isFalse();
  }

  @Test
  void completionOrderLetsFastRowsPass() throws Exception {
    Path out = directory.resolve("out.jsonl");
    String untilTheOtherIsWritten =
        "until grep -q '\\\"index\\\":1' " + out + "; do sleep 0.05; done";
    write(
        "in.jsonl",
        "{\"commands\":[{\"command\":[\"sh\",\"-c\",\""
            + untilTheOtherIsWritten
            + "\"],\"timeout\":60}]}",
        "{\"commands\":[{\"command\":[\"true\"]}]}");
    Cli.Finished finished =
        run("in.jsonl", "--order", "completion", "--workers", "2", "-o", out.toString());
    assertThat(finished.status()).as(finished.stderr()).isZero();
    List<JsonNode> rows = Cli.rows(out);
    assertThat(outcomes(rows)).containsExactly("OK", "OK");
    assertThat(rows.stream().map(row -> row.get("index").intValue())).containsExactly(1, 0);
  }

  @Test
  void wrongUsageIsOneSentenceAndStatusTwo() throws Exception {
    write("in.jsonl", "{\"code\":\"\"}");
    write("text.txt", "x");
    write("conf", "worker=3");
    assertUsage(run("nope.jsonl"), "no such input: nope.jsonl");
    assertUsage(run("text.txt"), "input text.txt is neither JSON");
    assertUsage(run("in.jsonl", "--timeout", "5x"), "'5x' is not a time");
    assertUsage(run("in.jsonl", "--workers", "0"), "--workers must be between 1 and 4096");
    assertUsage(run("in.jsonl", "--file", "../x=1"), "'../x' leaves");
    assertUsage(run("in.jsonl", "--file", "x"), "NAME=TEMPLATE");
    assertUsage(run("in.jsonl", "--command", "a 'b"), "single quote is not closed");
    assertUsage(run("in.jsonl", "--summary", "-"), "add -o FILE");
    assertUsage(run("in.jsonl", "--resume"), "-o FILE");
    assertUsage(run("in.jsonl", "-o", "x", "--summary", "./x"), "name the same file");
    assertUsage(run("in.jsonl", "--"), "missing after --");
    assertUsage(run("in.jsonl", "--command", "a", "--", "b"), "not both");
    assertUsage(run("in.jsonl", "--config", "conf"), "unknown option 'worker'");
    assertUsage(Cli.run(directory), "a command is missing");
    Cli.Finished fromEnvironment =
        Cli.run(directory, Map.of("SCE_WORKERS", "many"), "", withoutIsolation("in.jsonl"));
    assertUsage(fromEnvironment, "SCE_WORKERS");
    Cli.Finished list =
        Cli.run(directory, Map.of("SCE_PRELOAD", "numpy,1x"), "", withoutIsolation("in.jsonl"));
    assertUsage(list, "1x");
  }

  private static void assertUsage(Cli.Finished finished, String message) {
    assertThat(finished.stderr()).contains(message).doesNotContain("\tat ", "Exception");
    assertThat(finished.status()).isEqualTo(ExitCode.USAGE);
    assertThat(finished.stdout()).isEmpty();
  }

  @Test
  void pinningIsAnOptionLikeOthersAndSaysWhenItHasNoEffect() throws Exception {
    write("in.jsonl", "{\"code\":\"import os; print(len(os.sched_getaffinity(0)))\"}");
    write("conf", "pin-cpus=true");
    Cli.Finished typed = run("in.jsonl", "--pin-cpus");
    assertThat(typed.stderr()).contains("--pin-cpus has no effect with --isolation none");
    assertThat(typed.status()).isZero();
    assertThat(run("in.jsonl").stderr()).doesNotContain("--pin-cpus");
    assertThat(run("in.jsonl", "--config", "conf").stderr()).contains("--pin-cpus has no effect");
    Cli.Finished isolated =
        Cli.run(directory, Map.of("SCE_PIN_CPUS", "true"), "", "run", "in.jsonl");
    assertThat(isolated.stderr()).doesNotContain("--pin-cpus");
    assertThat(stdout(isolated.rows().getFirst())).isEqualTo("1\n");
  }

  @Test
  void optionsComeFromCommandLineThenFileThenEnvironment() throws Exception {
    write("in.jsonl", "{\"commands\":[{\"command\":[\"sleep\",\"30\"]}]}");
    write("conf", "timeout=300ms", "workers=1");
    Map<String, String> environment = Map.of("SCE_TIMEOUT", "77s", "SCE_WORKERS", "9");
    Path summary = directory.resolve("summary.json");
    String[] args =
        withoutIsolation(
            "in.jsonl", "--config", "conf", "--workers", "3", "--summary", summary.toString());
    Cli.Finished finished = Cli.run(directory, environment, "", args);
    assertThat(outcomes(finished.rows())).containsExactly("TIME_LIMIT");
    JsonNode totals = Json.MAPPER.readTree(Files.readAllBytes(summary));
    assertThat(totals.get("workers").intValue()).isEqualTo(3);
    assertThat(totals.get("outcomes").get("TIME_LIMIT").intValue()).isEqualTo(1);
    assertThat(totals.has("pure_exec_time")).isTrue();
  }

  @Test
  void automaticIsolationIsTheSandbox() throws Exception {
    write("in.jsonl", "{\"code\":\"import os; print(os.getcwd(), sorted(os.listdir('/')))\"}");
    Cli.Finished finished = Cli.run(directory, "run", "in.jsonl");
    assertThat(finished.status()).isZero();
    JsonNode row = finished.rows().getFirst();
    assertThat(row.get("isolation").stringValue()).isEqualTo("namespaces");
    assertThat(row.get("enforcement").stringValue()).contains("memory=", "cpu=", "processes=");
    assertThat(stdout(row)).startsWith("/work [").contains("'usr'").doesNotContain("home");
  }

  @Test
  void shimOfPythonIsAskedOnce() throws Exception {
    Path asked = directory.resolve("asked");
    Path shim =
        write("python3", "#!/bin/sh", "echo >> " + asked, "exec " + realPython() + " \"$@\"");
    Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
    write("in.jsonl", "{\"code\":\"print(1)\"}", "{\"code\":\"print(2)\"}");
    Map<String, String> environment = Map.of("PATH", directory + ":/usr/bin:/bin");
    Cli.Finished finished = Cli.run(directory, environment, "", "run", "in.jsonl");
    assertThat(outcomes(finished.rows())).as(finished.stderr()).containsExactly("OK", "OK");
    assertThat(asked).content().isEqualTo("\n");
  }

  private static String realPython() throws Exception {
    return PythonQuestion.ask(Path.of("python3"), List.of(), "import sys; print(sys.executable)")
        .strip();
  }

  @Test
  void versionIsOneLineOnStandardOutput() throws Exception {
    Cli.Finished finished = Cli.run(directory, "--version");
    assertThat(finished.stdout()).startsWith("sce ").hasLineCount(1);
    assertThat(finished.stderr()).isEmpty();
  }
}
