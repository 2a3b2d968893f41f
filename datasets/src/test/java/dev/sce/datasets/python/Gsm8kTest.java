package dev.sce.datasets.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.datasets.SampleRow;
import dev.sce.judge.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gsm8kTest {
  @Test
  void anEmptyListIsNoSampleAndSaid(@TempDir Path directory) throws Exception {
    String field = Gsm8k.SAMPLES.getFirst();
    Path file =
        Files.write(
            directory.resolve("s.jsonl"),
            List.of(
                "{\"task_id\":\"a\",\"" + field + "\":[]}",
                "{\"task_id\":\"b\",\"" + field + "\":[\"x\",{\"solution\":[]}]}"));
    String problem = "field '" + field + "' has an empty list";
    try (var rows = new Gsm8k().samples(file)) {
      assertThat(rows)
          .containsExactly(
              new SampleRow.Invalid(file + ":1", "a", problem),
              new SampleRow.Valid(file + ":2", new Sample("b", 0, "x", true, null)),
              new SampleRow.Invalid(file + ":2", "b", problem));
    }
  }
}
