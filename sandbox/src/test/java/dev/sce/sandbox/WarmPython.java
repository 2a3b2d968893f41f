package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Warm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A CPython of this machine that warm interpreters are made of.
 *
 * @param command how a program names it: {@code python3} for the caller's own, else its path
 * @param version for example {@code 3.11.7}
 * @param minor the 11 of it
 * @param prefix the folder that programs must be shown
 * @param hasNumpy whether programs can import numpy
 */
record WarmPython(String command, String version, int minor, Path prefix, boolean hasNumpy) {
  private static final int OLDEST = 8;
  private static final Pattern NAME = Pattern.compile("python3(\\.\\d+)?");

  private static final String ASK =
      """
      import os, sys
      from importlib.util import find_spec
      print(sys.implementation.name, '%d.%d.%d' % sys.version_info[:3], sys.version_info[1],
            find_spec('numpy') is not None)
      print(os.path.realpath(sys.executable))
      print(sys.base_prefix)
      """;

  /** Looked for once in a JVM: asking each takes a start of it. */
  private static final List<WarmPython> ALL = search();

  /** Returns all that are found on this machine, the caller's own first. */
  static List<WarmPython> all() {
    return ALL;
  }

  /** Returns the caller's own, the oldest and the newest: where versions differ, these do. */
  static List<WarmPython> few() {
    Comparator<WarmPython> byAge = Comparator.comparingInt(WarmPython::minor);
    return Stream.of(ALL.stream().findFirst(), ALL.stream().min(byAge), ALL.stream().max(byAge))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** Returns a configuration under which programs can be run by it. */
  ExecutionConfig.Builder config(Warm warm) {
    List<Path> shown = prefix.startsWith("/usr") ? List.of() : List.of(prefix);
    return ExecutionConfig.builder().workers(1).warm(warm).readOnlyPaths(shown);
  }

  private static List<WarmPython> search() {
    Map<String, WarmPython> found = new LinkedHashMap<>();
    add(found, "python3", "python3");
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      named(Path.of(folder)).forEach(path -> add(found, path.toString(), ""));
    }
    named(Path.of("/usr/bin")).forEach(path -> add(found, path.toString(), ""));
    for (Path version : entries(Path.of(System.getProperty("user.home"), ".pyenv", "versions"))) {
      add(found, version.resolve("bin").resolve("python").toString(), "");
    }
    return List.copyOf(found.values());
  }

  private static List<Path> named(Path folder) {
    return entries(folder).stream()
        .filter(path -> NAME.matcher(path.getFileName().toString()).matches())
        .toList();
  }

  private static List<Path> entries(Path folder) {
    List<Path> found = new ArrayList<>();
    if (folder.isAbsolute() && Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    found.sort(null);
    return found;
  }

  /** Adds an interpreter unless it is none, is too old, or is known under another name. */
  private static void add(Map<String, WarmPython> found, String program, String command) {
    List<String> answer = ask(program);
    if (answer.size() != 3) {
      return;
    }
    List<String> facts = List.of(answer.getFirst().split(" "));
    int minor = Integer.parseInt(facts.get(2));
    if (!facts.getFirst().equals("cpython") || minor < OLDEST) {
      return;
    }
    String name = command.isEmpty() ? answer.get(1) : command;
    Path prefix = Path.of(answer.get(2));
    found.putIfAbsent(
        prefix + " " + facts.get(1),
        new WarmPython(name, facts.get(1), minor, prefix, facts.get(3).equals("True")));
  }

  private static List<String> ask(String program) {
    try {
      Process process =
          new ProcessBuilder(program, "-I", "-c", ASK)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0
          ? answer.lines().toList()
          : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  @Override
  public String toString() {
    return version + " in " + prefix;
  }
}
