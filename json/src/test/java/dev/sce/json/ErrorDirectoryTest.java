package dev.sce.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.Executable;
import dev.sce.WriteFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorDirectoryTest {
  @TempDir Path folder;

  @Test
  void everyFailureIsALine() throws Exception {
    Path errors = folder.resolve("errors");
    ErrorDirectory listener = new ErrorDirectory(errors);
    Executable executable = Executable.python("print(1)");
    Path running = Files.createDirectory(folder.resolve("running"));
    listener.writeFailed(
        new WriteFailure("0.0", Map.of("id", "a"), executable, "disk full", running));
    listener.writeFailed(new WriteFailure("1.0", new Object(), executable, "disk full", null));

    assertThat(Files.readAllLines(errors.resolve("errors.jsonl"))).hasSize(2);
    assertThat(Files.readString(errors.resolve("errors.jsonl")))
        .contains("\"use_idx\":\"0.0\"", "\"pred\":{\"id\":\"a\"}", "\"main.py\":\"print(1)\"")
        .contains("\"pred_dir\":\"" + running.resolve("pred_0.0") + "\"");
    assertThat(errors.resolve("exec_files.txt")).exists();
  }
}
