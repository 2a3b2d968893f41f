package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.cli.Cli.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A jar on the class path adds an isolation level; no file of this project knows of it. */
@Tag("slow")
class AddedIsolationTest {
  /** A level that hands its programs to plain processes, and protects from nothing. */
  private static final String LEVEL =
      """
      package added;

      import dev.sce.*;
      import dev.sce.spi.*;
      import java.io.IOException;
      import java.util.Set;

      public final class Cage implements BackendProvider {
        public Isolation isolation() { return Isolation.of("cage"); }
        public int strength() { return STRENGTH; }
        public String remedy() { return "buy a cage"; }
        public Backend open(ExecutionConfig config) throws IOException {
          if (System.getenv("NO_CAGE") != null) {
            throw new IsolationUnavailableException("the cage is open");
          }
          BackendProvider plain = BackendProvider.installed().stream()
              .filter(provider -> provider.isolation().equals(Isolation.NONE))
              .findFirst().orElseThrow();
          Backend inner = plain.open(config);
          return new Backend() {
            public Isolation isolation() { return Isolation.of("cage"); }
            public String description() { return "bars of iron"; }
            public Set<Protection> protections() { return Set.of(); }
            public Workspace open(String key, Executable executable)
                throws BackendException, InterruptedException {
              return inner.open(key, executable);
            }
            public void close() { inner.close(); }
          };
        }
      }
      """;

  @TempDir Path folder;

  private Path jar(int strength) throws IOException {
    String source = LEVEL.replace("STRENGTH", String.valueOf(strength));
    return AddedJar.make(
        folder, Map.of("Cage", source), Map.of("dev.sce.spi.BackendProvider", "Cage"));
  }

  private Finished sce(Path jar, String... args) throws Exception {
    return sce(jar, Map.of(), args);
  }

  private Finished sce(Path jar, Map<String, String> environment, String... args) throws Exception {
    Files.writeString(folder.resolve("rows.jsonl"), "{\"code\": \"print(6 * 7)\"}\n");
    String classPath = System.getProperty("java.class.path") + ":" + jar;
    return Cli.runOn(classPath, folder, environment, List.of(args));
  }

  @ParameterizedTest
  @CsvSource({
    // Requested by name, whatever its rank; by 'auto' if it is the strongest.
    "cage, 0, cage",
    "cage, 300, cage",
    "auto, 300, cage",
    "auto, 0, namespaces"
  })
  void programsRunAtTheLevelOfAnotherJar(String requested, int strength, String got)
      throws Exception {
    Path output = folder.resolve("out.jsonl");
    Finished finished =
        sce(jar(strength), "run", "rows.jsonl", "-o", output.toString(), "--isolation", requested);

    assertThat(finished.status()).as(finished.stderr()).isZero();
    assertThat(Cli.rows(output))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.path("isolation").asString()).isEqualTo(got);
              assertThat(row.at("/command_results/0/stdout").asString()).isEqualTo("42\n");
            });
  }

  @Test
  void aLevelThatThisMachineCannotGiveIsRefusedWithTheReason() throws Exception {
    Finished finished =
        sce(
            jar(0),
            Map.of("NO_CAGE", "1"),
            "run",
            "rows.jsonl",
            "-o",
            "out.jsonl",
            "--isolation",
            "cage");

    assertThat(finished.status()).isNotZero();
    assertThat(finished.stderr()).contains("cage: the cage is open").doesNotContain("\tat ");
  }

  @Test
  void anUnknownLevelIsRefusedWithAllNames() throws Exception {
    Finished finished = sce(jar(0), "run", "rows.jsonl", "-o", "out.jsonl", "--isolation", "moat");

    assertThat(finished.status()).isEqualTo(2);
    assertThat(finished.stderr()).contains("moat", "auto", "namespaces", "landlock", "cage");
  }

  @ParameterizedTest
  @CsvSource({"NoSuchClass, null", "Cage, null", "Cage, Isolation.NONE"})
  void aBrokenJarIsNamedWithoutAStackTrace(String provider, String level) throws Exception {
    String source = LEVEL.replace("STRENGTH", "0").replace("Isolation.of(\"cage\")", level);
    Path jar =
        AddedJar.make(
            folder, Map.of("Cage", source), Map.of("dev.sce.spi.BackendProvider", provider));
    for (String command : List.of("run", "doctor")) {
      Finished finished =
          command.equals("run")
              ? sce(jar, "run", "rows.jsonl", "-o", folder.resolve("out.jsonl").toString())
              : sce(jar, command);
      assertThat(finished.status()).isNotZero();
      assertThat(finished.stderr())
          .contains("added." + provider)
          .doesNotContain("\tat ", "unexpected failure");
    }
  }

  @Test
  void doctorTriesIt() throws Exception {
    Finished finished = sce(jar(0), "doctor");

    assertThat(finished.stdout())
        .contains("cage: yes: bars of iron", "ok   programs run", "--isolation auto takes: name");
  }
}
