package dev.sce.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long the command takes until it says something. */
final class StartupSection {
  static final String VERSION = "`sce --version`";
  static final String FIRST_ROW = "first result of a run of one row";

  private static final int STARTS = 11;

  private StartupSection() {}

  /** Measures the time to the end, or to the first line on standard output, the middle of many. */
  static List<Reading> readings(Options options) throws IOException, InterruptedException {
    Path input = Files.createTempFile("sce-benchmark", ".jsonl");
    try {
      Files.writeString(input, Workloads.PRINT.job().apply(1).jsonLine() + "\n");
      List<String> run =
          List.of(Drivers.SCE, "run", input.toString(), "--workers", "2", "--progress", "none");
      List<Double> versions = new ArrayList<>();
      List<Double> rows = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        versions.add(median(List.of(Drivers.SCE, "--version"), "sce ", true));
        rows.add(median(run, "{\"index\":0,\"id\":\"p1\",\"outcome\":\"OK\"", false));
        Progress.say(
            "start-up: "
                + Series.number(versions.getLast())
                + " ms, first row "
                + Series.number(rows.getLast())
                + " ms");
      }
      return List.of(
          new Reading(VERSION, "ms", new Series(versions)),
          new Reading(FIRST_ROW, "ms", new Series(rows)));
    } finally {
      Files.delete(input);
    }
  }

  private static double median(List<String> command, String expected, boolean toEnd)
      throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      times.add(millis(command, expected, toEnd));
    }
    return new Series(times).median();
  }

  private static double millis(List<String> command, String expected, boolean toEnd)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      double toLine = (System.nanoTime() - begin) / 1e6;
      int status = process.waitFor();
      double time = toEnd ? (System.nanoTime() - begin) / 1e6 : toLine;
      if (status != 0 || line == null || !line.startsWith(expected)) {
        throw new IOException(command + " printed " + line);
      }
      return time;
    }
  }
}
