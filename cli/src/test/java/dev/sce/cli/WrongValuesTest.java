package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.ExecutionOption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

/** Whoever types a wrong value reads the name of the option that was typed. */
class WrongValuesTest {
  /** Options for which every text is a value. */
  private static final Set<String> ANY_TEXT =
      Set.of("--stdin", "--id", "--output", "--summary", "--debug-dir", "--fence");

  private final Set<String> tried = new TreeSet<>();

  private String isolation = "none";

  @TempDir Path directory;

  private String refused(String... args) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(args)).as(String.join(" ", args)).isEqualTo(ExitCode.USAGE);
    } finally {
      System.setErr(before);
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  private void wrong(String command, String flag, String value) throws IOException {
    Path input = Files.writeString(directory.resolve("in.jsonl"), "{\"code\":\"\"}\n");
    List<String> args = new ArrayList<>(List.of(command));
    if (command.equals("run")) {
      args.addAll(List.of(input.toString(), "--isolation", isolation));
    } else {
      String output = directory.resolve("out").toString();
      args.addAll(List.of("gsm8k", "-o", output));
      args.addAll(List.of("--samples", input.toString(), "--problems", input.toString()));
    }
    if (args.contains(flag)) {
      args.set(args.indexOf(flag) + 1, value);
    } else {
      args.addAll(List.of(flag, value));
    }
    String message = refused(args.toArray(new String[0]));
    assertThat(message).as(flag + " " + value).startsWith("sce: ").contains(flag);
    for (ExecutionOption option : ExecutionOption.values()) {
      if (option.key().matches(".*[A-Z].*")) {
        assertThat(message).doesNotContain(option.key());
      }
    }
    tried.add(flag);
  }

  private void everyOptionWasTried(String command) {
    for (OptionSpec option : OptionsPage.options(command)) {
      boolean takesValue = option.arity().max() > 0;
      if (takesValue && !ANY_TEXT.contains(option.longestName())) {
        assertThat(tried).containsAnyElementsOf(List.of(option.names()));
      }
    }
  }

  @Test
  void messagesOfRunNameTheOption() throws IOException {
    wrong("run", "--file", "../x=1");
    wrong("run", "--command", "a 'b");
    wrong("run", "--track", "../x");
    wrong("run", "--config", directory.resolve("none").toString());
    wrong("run", "--cache", directory.resolve("cache").toString());
    shared("run");
    isolation = "auto"; // the sandbox checks what it should show to programs
    wrong("run", "--read-only", directory.resolve("none").toString());
    wrong("run", "--num-times", "0");
    wrong("run", "--split", "none");
    everyOptionWasTried("run");
  }

  @Test
  void messagesOfEvalNameTheOption() throws IOException {
    wrong("eval", "--samples", directory.resolve("none.jsonl").toString());
    wrong("eval", "--problems", directory.resolve("none.jsonl").toString());
    wrong("eval", "-k", "0");
    wrong("eval", "--report", "-");
    wrong("eval", "--report", directory.toString());
    wrong("eval", "--language", "klingon");
    wrong("eval", "--languages", directory.resolve("none").toString());
    wrong("eval", "--checker", "nobody");
    wrong("eval", "--judges", directory.resolve("none").toString());
    wrong("eval", "--more-tests", directory.resolve("none").toString());
    wrong("eval", "--testlib", directory.resolve("none").toString());
    wrong("eval", "--judge", "elsewhere");
    wrong("eval", "--samples-order", "sideways");
    wrong("eval", "--split", "none");
    wrong("eval", "--extract", "nobody");
    wrong("eval", "--rule", "nobody");
    wrong("eval", "--tests", "a.b");
    wrong("eval", "--after", "today");
    wrong("eval", "--after", "2024-02-30");
    wrong("eval", "--before", "2024-08");
    wrong("eval", "--before", "2024-08-01"); // of a set without dates
    wrong("eval", "--config", directory.resolve("none").toString());
    shared("eval");
    tried.add("--read-only"); // opened by the same code as in run, but only after the problems
    everyOptionWasTried("eval");
  }

  private void shared(String command) throws IOException {
    wrong(command, "--timeout", "0");
    wrong(command, "--timeout", "5x");
    wrong(command, "--cpu-time", "0");
    wrong(command, "--memory", "0");
    wrong(command, "--output-limit", "2g");
    wrong(command, "--max-processes", "0");
    wrong(command, "--file-size", "2000000t");
    wrong(command, "--stack", "1k");
    wrong(command, "--workers", "0");
    wrong(command, "--max-idle-programs", "99999");
    wrong(command, "--isolation", "bubble");
    wrong(command, "--warm", "lukewarm");
    wrong(command, "--preload", "1x");
    wrong(command, "--shard", "4/4");
    wrong(command, "--order", "sideways");
    wrong(command, "--progress", "loud");
  }
}
