package dev.sce.sandbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** C shares one definition of the conversation with interpreters; what Python says of it agrees. */
class WarmProtocolTest {
  private static final Path HEADER = Path.of("src/main/c/warm_protocol.h");
  private static final Path PYTHON = Path.of("src/main/python");
  private static final Pattern DEFINE =
      Pattern.compile("(?m)^#define SCE_WARM_(\\w+) (?:(\\d+)|\"([^\"]*)\")$");

  private static Map<String, String> header() throws IOException {
    Map<String, String> header = new TreeMap<>();
    Matcher define = DEFINE.matcher(Files.readString(HEADER));
    while (define.find()) {
      header.put(define.group(1), define.group(2) != null ? define.group(2) : define.group(3));
    }
    assertThat(header).hasSizeGreaterThan(20);
    return header;
  }

  private static Set<String> found(String regex, String text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(regex).matcher(text).results().forEach(match -> found.add(match.group(1)));
    return found;
  }

  @Test
  void pythonReadsTheVariablesThatTheSupervisorSets() throws Exception {
    Map<String, String> header = header();
    StringBuilder python = new StringBuilder();
    try (Stream<Path> files = Files.list(PYTHON)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".py")).toList()) {
        python.append(Files.readString(file));
      }
    }
    assertThat(found("\"(SCE_\\w+)\"", python.toString()))
        .containsExactlyInAnyOrder(
            header.get("PRELOAD"),
            header.get("PRELOAD_REQUIRED"),
            header.get("USUAL"),
            header.get("JUDGE_MODULE"));
    assertThat(python).contains("\"" + header.get("SCRIPT") + "\"");
  }

  @Test
  void interpretersFindTheirFilesWhereTheyAreShown() throws Exception {
    assertThat(SlotSettings.WARM_TARGET).isEqualTo(header().get("HOME"));
  }

  @Test
  void pageOfTheProtocolHasTheSameNumbers() throws Exception {
    Map<String, String> header = header();
    String page = Files.readString(Path.of("../docs/protocol.md"));
    Matcher row =
        Pattern.compile("(?m)^\\| (\\d) \\| (READY|RUN|STARTED|FAULT|JUDGE|JUDGED|ASK|TOLD)\\b")
            .matcher(page);
    Map<String, String> rows = new TreeMap<>();
    while (row.find()) {
      rows.put(row.group(2), row.group(1));
    }
    assertThat(rows).hasSize(8);
    rows.forEach((name, number) -> assertThat(header).containsEntry(name, number));
    assertThat(page)
        .contains("u32 version (" + header.get("VERSION") + ")")
        .contains("status " + header.get("FAULT_STATUS"))
        .contains("descriptor " + header.get("CHANNEL"));
  }

  /** Without the module in C nothing can be said on the channel, so the last words must do. */
  @Test
  void interpreterThatCannotServeSaysWhyInItsLastWords() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/usr/bin/python3", "-X", "dev", "-c", "pass");
    builder.environment().clear();
    builder.environment().put("PYTHONPATH", PYTHON.toAbsolutePath().toString());
    builder.environment().put(requireNonNull(header().get("PRELOAD")), "");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.redirectErrorStream(true).start();
    String words =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(words).endsWith("the interpreter was started with options of development");
  }
}
