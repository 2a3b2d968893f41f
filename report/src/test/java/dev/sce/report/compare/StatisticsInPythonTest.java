package dev.sce.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sce.eval.metrics.Intervals;
import dev.sce.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Tests, intervals and corrections have the values that numpy, scipy and statsmodels compute for
 * generated pairs. The variable {@code SCE_TEST_PYTHON} may name a Python that has them.
 */
@Tag("slow")
class StatisticsInPythonTest {
  private static final Path SCRIPT = Path.of("src", "test", "python", "paired_statistics.py");
  private static final double EXACT = 1e-9;
  private static final int TABLES = 1000;
  private static final int RATES = 300;
  private static final int RESAMPLES = 1000;
  private static final int PROBLEMS = 100;

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(20_261_201);

  private static String python() {
    return System.getenv().getOrDefault("SCE_TEST_PYTHON", "python3");
  }

  /** Runs Python; returns its exit status. */
  private int run(Path in, Path out, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(python()));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(folder.resolve("err").toFile())
              .start();
    } catch (IOException e) {
      return -1;
    }
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("Python ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }

  private JsonNode computed(Map<String, Object> cases) throws Exception {
    Path in = folder.resolve("cases.json");
    Path out = folder.resolve("results.json");
    Files.write(in, Json.MAPPER.writeValueAsBytes(cases));
    boolean hasPackages = run(in, out, "-c", "import numpy, scipy, statsmodels") == 0;
    assumeTrue(
        hasPackages,
        python()
            + " has no numpy, scipy and statsmodels; SCE_TEST_PYTHON may name one that has them");
    assertThat(run(in, out, SCRIPT.toString())).as(() -> read(folder.resolve("err"))).isZero();
    return Json.MAPPER.readTree(Files.readAllBytes(out));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void generatedPairsHaveTheValuesOfPython() throws Exception {
    List<long[]> tables = IntStream.range(0, TABLES).mapToObj(_ -> table()).toList();
    List<Pairs> rates = IntStream.range(0, RATES).mapToObj(_ -> pairs()).toList();
    List<double[]> many = IntStream.range(0, 10).mapToObj(_ -> differences()).toList();
    List<List<Double>> pValues =
        IntStream.range(0, 50).mapToObj(i -> random.doubles(1 + i % 12).boxed().toList()).toList();

    JsonNode results =
        computed(
            Map.of(
                "tables", tables,
                "rates", rates.stream().map(StatisticsInPythonTest::columns).toList(),
                "resampled", List.of(resampled(many.getFirst())),
                "bootstrap", many,
                "holm", pValues));

    compareTables(tables, results.get("tables"));
    compareRates(rates, results.get("rates"));
    PairedInterval same = PairedBootstrap.interval(many.getFirst(), RESAMPLES, Intervals.SEED);
    assertClose(results.get("resampled").get(0), EXACT, same.low(), same.high());
    compareBootstrap(many, results.get("bootstrap"));
    for (int i = 0; i < pValues.size(); i++) {
      assertClose(results.get("holm").get(i), EXACT, Holm.corrected(pValues.get(i)));
    }
  }

  private static void assertClose(JsonNode expected, double tolerance, double... actual) {
    double[] values = expected.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    assertThat(actual).containsExactly(values, within(tolerance));
  }

  private static void compareTables(List<long[]> tables, JsonNode expected) {
    assertThat(expected).hasSize(TABLES);
    for (int i = 0; i < TABLES; i++) {
      long[] cells = tables.get(i);
      PairedTable table = new PairedTable(cells[0], cells[1], cells[2], cells[3]);
      double p = McNemar.test(table).pValue();
      PairedInterval interval = Newcombe.paired(table);
      assertClose(expected.get(i), EXACT, p, p, interval.low(), interval.high());
    }
  }

  private static void compareRates(List<Pairs> rates, JsonNode expected) {
    assertThat(expected).hasSize(RATES);
    for (int i = 0; i < RATES; i++) {
      PairedTest test = SignFlips.test(rates.get(i));
      Precision precision = Differences.precision(rates.get(i));
      assertThat(test.method()).isEqualTo(PairedTest.Method.SIGN_FLIPS_EXACT);
      double error = precision == null ? 0 : precision.standardError();
      double detectable = precision == null ? 0 : precision.detectable();
      assertClose(expected.get(i), EXACT, test.pValue(), error, detectable);
    }
  }

  /** Two bootstraps of 10,000 resamples differ by chance: five standard errors of a percentile. */
  private static void compareBootstrap(List<double[]> many, JsonNode expected) {
    for (int i = 0; i < many.size(); i++) {
      double[] differences = many.get(i);
      double mean = Arrays.stream(differences).average().orElseThrow();
      double variance =
          Arrays.stream(differences).map(each -> (each - mean) * (each - mean)).sum()
              / differences.length;
      double density = Math.exp(-1.96 * 1.96 / 2) / Math.sqrt(2 * Math.PI);
      double chance = Math.sqrt(2 * 0.025 * 0.975 / 10_000) / density;
      PairedInterval interval = PairedBootstrap.interval(differences);
      assertClose(
          expected.get(i),
          5 * chance * Math.sqrt(variance / differences.length),
          interval.low(),
          interval.high());
    }
  }

  private long[] table() {
    int most = random.nextInt(1, 400);
    long[] cells = random.longs(4, 0, most).toArray();
    cells[0] += 1;
    return cells;
  }

  /** Few problems, each with its own numbers of samples. */
  private Pairs pairs() {
    int problems = random.nextInt(2, 13);
    return Pairs.of(counts(problems), counts(problems));
  }

  private List<Pairs.Count> counts(int problems) {
    return IntStream.range(0, problems)
        .mapToObj(
            _ -> {
              long samples = random.nextLong(1, 11);
              return new Pairs.Count(samples, random.nextLong(0, samples + 1));
            })
        .toList();
  }

  private static List<List<Long>> columns(Pairs pairs) {
    List<Pairs.Count> a = IntStream.range(0, pairs.size()).mapToObj(pairs::a).toList();
    List<Pairs.Count> b = IntStream.range(0, pairs.size()).mapToObj(pairs::b).toList();
    return List.of(
        a.stream().map(Pairs.Count::samples).toList(),
        a.stream().map(Pairs.Count::passed).toList(),
        b.stream().map(Pairs.Count::samples).toList(),
        b.stream().map(Pairs.Count::passed).toList());
  }

  private double[] differences() {
    return IntStream.range(0, PROBLEMS)
        .mapToDouble(_ -> (random.nextInt(0, 11) - random.nextInt(0, 9)) / 10.0)
        .toArray();
  }

  /** Returns the problems that the bootstrap draws, for Python to draw the same. */
  private static Map<String, Object> resampled(double[] differences) {
    SplittableRandom drawing = new SplittableRandom(Intervals.SEED);
    int[][] draws = new int[RESAMPLES][differences.length];
    for (int[] draw : draws) {
      Arrays.setAll(draw, _ -> drawing.nextInt(differences.length));
    }
    return Map.of("differences", differences, "draws", draws);
  }
}
