package dev.sce.cli;

import dev.sce.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Starts the command in a JVM of its own, as a user does. */
final class Cli {
  private Cli() {}

  /** What a finished command printed. */
  record Finished(int status, String stdout, String stderr) {
    List<JsonNode> rows() {
      return stdout.lines().map(Json.MAPPER::readTree).toList();
    }
  }

  static ProcessBuilder builder(
      Path directory, Map<String, String> environment, List<String> args) {
    return builder(System.getProperty("java.class.path"), directory, environment, args);
  }

  private static ProcessBuilder builder(
      String classPath, Path directory, Map<String, String> environment, List<String> args) {
    List<String> argv = new ArrayList<>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.add("-XX:TieredStopAtLevel=1");
    argv.add("-XX:+UseSerialGC");
    argv.add("--enable-native-access=ALL-UNNAMED"); // as the script does
    argv.addAll(List.of("-cp", classPath, "dev.sce.cli.Main"));
    argv.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
    builder.environment().put("SCE_TMP_DIR", directory.toString());
    builder.environment().putAll(environment);
    return builder;
  }

  static Finished run(Path directory, String... args) throws IOException, InterruptedException {
    return run(directory, Map.of(), "", args);
  }

  static Finished run(Path directory, Map<String, String> environment, String stdin, String... args)
      throws IOException, InterruptedException {
    return finish(builder(directory, environment, List.of(args)), directory, stdin);
  }

  /** Runs the command with another class path. */
  static Finished runOn(
      String classPath, Path directory, Map<String, String> environment, List<String> args)
      throws IOException, InterruptedException {
    return finish(builder(classPath, directory, environment, args), directory, "");
  }

  private static Finished finish(ProcessBuilder builder, Path directory, String stdin)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "stdout", ".txt");
    Path err = Files.createTempFile(directory, "stderr", ".txt");
    Path in = Files.writeString(Files.createTempFile(directory, "stdin", ".txt"), stdin);
    Process process =
        builder
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the command hangs: " + Files.readString(err));
    }
    return new Finished(process.exitValue(), read(out), read(err));
  }

  static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  static List<JsonNode> rows(Path file) throws IOException {
    return read(file).lines().map(Json.MAPPER::readTree).toList();
  }
}
