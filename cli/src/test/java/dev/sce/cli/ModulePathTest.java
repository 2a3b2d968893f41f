package dev.sce.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jars are modules, which keep their internals to themselves and still find each other. */
class ModulePathTest {
  private static final Set<String> OURS =
      Set.of(
          "core",
          "sandbox",
          "cache",
          "json",
          "judge",
          "datasets",
          "eval",
          "report",
          "server",
          "cli");

  @TempDir Path folder;

  /** Returns what a release has: our modules, and the libraries that they need. */
  private static String modulePath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> isOurs(entry) || isLibrary(entry))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isOurs(String entry) {
    String names = "(" + String.join("|", OURS) + ")";
    return Pattern.matches(".*/" + names + "/target/classes", entry)
        || Pattern.matches(".*/sce-" + names + "-(?!.*-tests).*\\.jar", entry);
  }

  private static boolean isLibrary(String entry) {
    return Pattern.matches(
        "(HdrHistogram|hardwood|jackson|jline|jte|jspecify|logback|micrometer|netty|picocli|progressbar|prometheus"
            + "|slf4j|snakeyaml|snappy|sqlite|vertx|zstd).*\\.jar",
        "" + Path.of(entry).getFileName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.sce.internal.pipeline.Engine",
        "dev.sce.internal.process.ProcessBackend",
        "dev.sce.internal.reuse.Reuse",
        "dev.sce.judge.referee.Referee",
        "dev.sce.datasets.contest.ContestDataSet",
      })
  void internalsCannotBeReached(String name) throws IOException {
    assertThat(isThere(name)).as("there is a class %s", name).isTrue();
    assertThat(compile("import " + name + ";")).contains("is not visible");
  }

  private static boolean isThere(String name) throws IOException {
    for (ModuleReference module : ModuleFinder.of(ourPaths()).findAll()) {
      try (ModuleReader reader = module.open()) {
        if (reader.find(name.replace('.', '/') + ".class").isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void whatIsPublishedCanBeReached() throws IOException {
    assertThat(
            compile(
                """
                import dev.sce.CodeExecutor;
                import dev.sce.spi.BackendProvider;
                import dev.sce.datasets.DataSet;
                import dev.sce.eval.metrics.*;
                import dev.sce.judge.checker.Checker;
                import dev.sce.json.Json;
                """))
        .isEmpty();
  }

  @Test
  void servicesAreTheSameOnBothPaths() throws IOException {
    Map<String, Set<String>> onModulePath = new TreeMap<>();
    Map<String, Set<String>> onClassPath = new TreeMap<>();
    Set<ModuleReference> modules = ModuleFinder.of(ourPaths()).findAll();
    for (ModuleReference module : modules) {
      for (ModuleDescriptor.Provides provides : module.descriptor().provides()) {
        onModulePath
            .computeIfAbsent(provides.service(), _ -> new TreeSet<>())
            .addAll(provides.providers());
      }
    }
    for (ModuleReference module : modules) {
      for (String service : onModulePath.keySet()) {
        try (ModuleReader reader = module.open();
            InputStream file = reader.open("META-INF/services/" + service).orElse(null)) {
          if (file != null) {
            onClassPath
                .computeIfAbsent(service, _ -> new TreeSet<>())
                .addAll(new String(file.readAllBytes(), UTF_8).strip().lines().toList());
          }
        }
      }
    }
    assertThat(onModulePath).isNotEmpty().isEqualTo(onClassPath);
  }

  private static Path[] ourPaths() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(ModulePathTest::isOurs)
        .map(Path::of)
        .toArray(Path[]::new);
  }

  /** Compiles a module that requires everything, and returns what javac says. */
  private String compile(String imports) throws IOException {
    Path module =
        Files.writeString(
            folder.resolve("module-info.java"), "module user { requires dev.sce.eval; }");
    Path source =
        Files.writeString(
            Files.createDirectories(folder.resolve("user")).resolve("User.java"),
            "package user;\n" + imports + "\nclass User {}\n");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            said,
            said,
            "-d",
            folder.resolve("out").toString(),
            "--module-path",
            modulePath(),
            module.toString(),
            source.toString());
    return said.toString(UTF_8);
  }

  @Test
  void theCommandRunsAndEvaluatesFromTheModulePath() throws Exception {
    Path rows = Files.writeString(folder.resolve("rows.jsonl"), "{\"code\": \"print(6 * 7)\"}\n");
    Path output = folder.resolve("out.jsonl");

    assertThat(sce("run", rows.toString(), "-o", output.toString())).contains("namespaces");
    assertThat(Cli.rows(output))
        .singleElement()
        .extracting(row -> row.at("/command_results/0/stdout").asString())
        .isEqualTo("42\n");
    Path examples = Path.of("../examples/eval");
    String table =
        sce(
            "eval",
            "jsonl",
            "--problems",
            examples.resolve("problems.jsonl").toString(),
            "--samples",
            examples.resolve("samples.jsonl").toString(),
            "-o",
            folder.resolve("run").toString());
    assertThat(table).contains("pass@1", "PASSED");
    assertThat(sce("eval", "--list")).contains("humaneval", "contest", "jsonl");
  }

  private String sce(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                    "--module-path",
                    modulePath(),
                    "--module",
                    "dev.sce.cli/dev.sce.cli.Main"),
                Stream.of(arguments))
            .toList();
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int status = process.waitFor();
    String said = Files.readString(log);
    assertThat(status).as(said).isZero();
    return said;
  }
}
