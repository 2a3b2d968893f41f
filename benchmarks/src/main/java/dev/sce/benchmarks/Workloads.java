package dev.sce.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of programs that are measured. */
final class Workloads {
  /** Programs that do next to nothing, each another thing. */
  static final Workload PRINT =
      Workload.of(
              "trivial",
              "Python, one line",
              i -> Job.python("p" + i, "print(" + i + " * 7 + 1)\n", (i * 7L + 1) + "\n"))
          .withReference(10_000);

  /** Programs that import numpy and do next to nothing. */
  static final Workload NUMPY =
      Workload.of("numpy", "Python, `import numpy` and two lines", i -> numpy(i))
          .withReference(5_000);

  private static final int TESTS = 100;
  private static final int COMPILED_TESTS = 100;
  private static final int OUTPUT_LINES = 15_625; // of 64 bytes: below the usual limit of 1 MiB
  private static final int FILES = 200;
  private static final int SLEEPERS = 32;
  private static final int MIX = 20;

  private static final List<String> PYTHON = List.of("python3", "main.py");

  private Workloads() {}

  /** Returns all that need nothing but this machine's tools. */
  static List<Workload> all() {
    return List.of(
        Workload.of(
                "true",
                "`/bin/true`",
                i -> new Job("t" + i, Map.of(), List.of(step(List.of("/bin/true"), "", ""))))
            .withReference(10_000),
        PRINT,
        NUMPY,
        Workload.of("tests", "Python, one file, " + TESTS + " inputs", Workloads::manyInputs)
            .atMost(100),
        Workload.of(
                "compiled",
                "C++, compiled once, " + COMPILED_TESTS + " inputs",
                Workloads::compiled)
            .withReference(60)
            .atMost(100),
        Workload.of("output", "Python, prints 1 MB", Workloads::muchOutput).atMost(200),
        Workload.of("files", "Python, " + FILES + " files of its own", Workloads::manyFiles)
            .atMost(1000),
        Workload.of(
                "sleepers", "Python, sleeps 0.5 s, " + SLEEPERS + " at once", Workloads::sleeper)
            .withWorkers(SLEEPERS)
            .atMost(10 * SLEEPERS),
        Workload.of(
                "mix",
                "Python, one line; one of " + MIX + " loops until 1 s is over",
                Workloads::mix)
            .inBlocksOf(2 * MIX)
            .withReference(10 * MIX)
            .atMost(1000));
  }

  /** Returns the reference solutions of HumanEval with their tests, over and over. */
  static Workload humanEval(Path file) throws IOException {
    List<String> programs = new ArrayList<>();
    JsonMapper json = JsonMapper.shared();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader.lines().map(json::readTree).forEach(row -> programs.add(program(row)));
    }
    return Workload.of(
            "humaneval",
            "Python, " + programs.size() + " solutions of HumanEval with tests",
            i -> Job.python("h" + i, programs.get(i % programs.size()), ""))
        .inBlocksOf(programs.size());
  }

  private static String program(JsonNode row) {
    return row.get("prompt").asString()
        + row.get("canonical_solution").asString()
        + "\n"
        + row.get("test").asString()
        + "\ncheck("
        + row.get("entry_point").asString()
        + ")\n";
  }

  private static Job numpy(int number) {
    int n = number % 1000 + 1;
    String code = "import numpy as np\nprint(int(np.arange(" + n + ").sum()))\n";
    return Job.python("n" + number, code, n * (n - 1L) / 2 + "\n");
  }

  private static Job manyInputs(int number) {
    String code = "print(sum(int(word) for word in input().split()) + " + number + ")\n";
    List<Job.Step> steps = new ArrayList<>();
    for (int test = 0; test < TESTS; test++) {
      steps.add(step(PYTHON, test + " " + 2 * test + "\n", 3 * test + number + "\n"));
    }
    return new Job("i" + number, Map.of("main.py", code), steps);
  }

  private static Job compiled(int number) {
    String code =
        """
        #include <iostream>
        int main() {
          long n, sum = %d;
          while (std::cin >> n) sum += n;
          std::cout << sum << std::endl;
        }
        """
            .formatted(number);
    List<Job.Step> steps = new ArrayList<>();
    steps.add(step(List.of("g++", "-O1", "-o", "main", "main.cpp"), "", ""));
    for (int test = 0; test < COMPILED_TESTS; test++) {
      steps.add(step(List.of("./main"), test + " " + 2 * test + "\n", 3 * test + number + "\n"));
    }
    return new Job("c" + number, Map.of("main.cpp", code), steps);
  }

  private static Job muchOutput(int number) {
    String line = "%063d".formatted(number);
    String code = "for _ in range(" + OUTPUT_LINES + "):\n    print('" + line + "')\n";
    return Job.python("o" + number, code, (line + "\n").repeat(OUTPUT_LINES));
  }

  private static Job manyFiles(int number) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      files.put("data/" + i % 10 + "/" + i + ".txt", Integer.toString(number + i));
    }
    files.put(
        "main.py",
        """
        import glob
        total = 0
        for name in glob.glob("data/*/*.txt"):
            with open(name) as file:
                total += int(file.read())
        print(total)
        """);
    long sum = (long) FILES * number + FILES * (FILES - 1L) / 2;
    return new Job("f" + number, files, List.of(step(PYTHON, "", sum + "\n")));
  }

  private static Job sleeper(int number) {
    return Job.python(
        "s" + number, "import time\ntime.sleep(0.5)\nprint(" + number + ")\n", number + "\n");
  }

  /** The endless ones lie as far apart as they can. */
  private static Job mix(int number) {
    if (number % MIX != MIX / 2) {
      return PRINT.job().apply(number);
    }
    Job.Step step = Job.Step.endless(PYTHON, 1);
    return new Job("p" + number, Map.of("main.py", "while True:\n    pass\n"), List.of(step));
  }

  private static Job.Step step(List<String> argv, String stdin, String stdout) {
    return Job.Step.of(argv, stdin, stdout);
  }
}
