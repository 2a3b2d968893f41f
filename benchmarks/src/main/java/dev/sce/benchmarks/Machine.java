package dev.sce.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a figure depends on besides the code. */
final class Machine {
  /** The interpreter that all contenders use, never a shim. */
  static final String PYTHON = System.getenv().getOrDefault("SCE_BENCHMARK_PYTHON", "python3");

  /** The source tree. */
  static final Path ROOT = Path.of(System.getProperty("sce.root", "."));

  private static final String STARTS =
      """
      import subprocess, sys, time
      def median(*arguments):
          times = []
          for _ in range(21):
              begin = time.perf_counter()
              subprocess.run([sys.executable, *arguments, "-c", "pass"])
              times.append(time.perf_counter() - begin)
          return "%.1f ms" % (sorted(times)[10] * 1000)
      print(median() + ", without site packages " + median("-S"))
      """;

  private Machine() {}

  /** Returns name and value of each fact, in the order of display. */
  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("processor", cpu() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    facts.put("memory", firstLine("/proc/meminfo", "MemTotal").replaceAll("\\s+", " "));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("jdk", Runtime.version() + ", " + System.getProperty("java.vendor"));
    facts.put("python", python("import sys; print(sys.version.split()[0], sys.executable)"));
    facts.put("python start", python(STARTS));
    facts.put("numpy", numpy());
    facts.put(
        "sce", output(List.of("git", "-C", ROOT.toString(), "describe", "--always", "--dirty")));
    facts.put("load before", firstLine("/proc/loadavg", ""));
    return facts;
  }

  /** Returns whether the interpreter has numpy. */
  static boolean hasNumpy() {
    return !numpy().startsWith("not");
  }

  /** Returns the folders that the interpreter needs. */
  static List<String> pythonPrefixes() {
    return python("import sys; print(sys.prefix); print(sys.base_prefix)")
        .lines()
        .distinct()
        .toList();
  }

  private static String numpy() {
    String version = python("import numpy; print(numpy.__version__)");
    return version.isEmpty() ? "not installed" : version;
  }

  private static String python(String code) {
    return output(List.of(PYTHON, "-c", code));
  }

  private static String cpu() {
    return firstLine("/proc/cpuinfo", "model name").replaceFirst(".*?:\\s*", "");
  }

  private static String firstLine(String file, String start) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines.filter(line -> line.startsWith(start)).findFirst().orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Returns what a command prints; empty when it fails. */
  static String output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
