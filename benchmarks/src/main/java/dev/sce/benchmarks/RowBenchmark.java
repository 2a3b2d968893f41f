package dev.sce.benchmarks;

import dev.sce.Blob;
import dev.sce.CapturedOutput;
import dev.sce.CommandResult;
import dev.sce.DataSize;
import dev.sce.ExecutionResult;
import dev.sce.Launcher;
import dev.sce.Outcome;
import dev.sce.json.ByteCounter;
import dev.sce.json.InputRow;
import dev.sce.json.InputSource;
import dev.sce.json.Json;
import dev.sce.json.RowReader;
import dev.sce.json.rows.InvalidRowException;
import dev.sce.json.rows.ResultRow;
import dev.sce.json.rows.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.JsonNode;

/** What a row costs besides its program: reading it, filling a template, writing its result. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RowBenchmark {
  private static final int ROWS = 1000;

  /** Characters of the row's code, and of its output. */
  @Param({"100", "100000"})
  public int characters;

  private final Template template = Template.ofTyped("{{prompt}}{{code}}\\ncheck({{a.b}})\\n");
  private @Nullable Path file;
  private JsonNode row = Json.MAPPER.nullNode();
  private ExecutionResult result = ExecutionResult.known(List.of());

  /** Makes a row, a file of many, and a result. */
  @Setup
  public void prepare() throws IOException {
    String line = "for i in range(10): print(i)\n";
    String code = line.repeat(characters / line.length());
    Map<String, Object> fields =
        Map.of("id", "HumanEval/1", "prompt", "def f():\n", "code", code, "a", Map.of("b", "f"));
    row = Json.MAPPER.valueToTree(fields);
    file = Files.createTempFile("sce-benchmark", ".jsonl");
    Files.write(file, Collections.nCopies(ROWS, row.toString()));
    result = ExecutionResult.known(List.of(command(CapturedOutput.ofText(code))));
  }

  private static CommandResult command(CapturedOutput out) {
    return CommandResult.builder(Outcome.OK)
        .returnCode(0)
        .runtime(Duration.ofNanos(3_456_789))
        .cpuTime(Duration.ofMillis(3))
        .peakMemory(DataSize.ofBytes(9_310_208))
        .out(out)
        .launcher(Launcher.WARM)
        .build();
  }

  /** Removes the file. */
  @TearDown
  public void remove() throws IOException {
    if (file != null) {
      Files.delete(file);
    }
  }

  /** Fills a template with three fields. */
  @Benchmark
  public String fill() throws InvalidRowException {
    return template.fill(row);
  }

  /** Makes the JSON line of a result. */
  @Benchmark
  public Blob write() {
    return ResultRow.line(7, row.get("id"), result);
  }

  /** Reads rows from a file; the figure is that of one row. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void read(Blackhole blackhole) throws IOException {
    List<InputSource> sources = List.of(new InputSource(String.valueOf(file)));
    try (RowReader reader = new RowReader(sources, new ByteCounter(), RowReader.LARGEST_ROW)) {
      while (reader.hasNext()) {
        InputRow next = reader.next();
        blackhole.consume(next.json());
      }
    }
  }
}
