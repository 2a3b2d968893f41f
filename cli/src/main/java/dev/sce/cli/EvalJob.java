package dev.sce.cli;

import dev.sce.ExecutionConfig;
import dev.sce.datasets.DataSet;
import dev.sce.datasets.SampleRow;
import dev.sce.eval.EvaluationRequest;
import dev.sce.eval.EvaluationRun;
import dev.sce.eval.ProblemIndex;
import dev.sce.eval.Scores;
import dev.sce.eval.results.JudgedSamples;
import dev.sce.json.ByteCounter;
import dev.sce.support.LogText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One evaluation from the command line. */
final class EvalJob {
  /** What is recognised in a file may hold names of fields, which may be anything. */
  private static final int LONGEST_REMARK = 1000;

  private final EvalCommand options;
  private final DataSet set;
  private final String samples;
  private final Path problems;
  private final Path output;
  private final ExecutionConfig config;

  EvalJob(
      EvalCommand options,
      DataSet set,
      String samples,
      Path problems,
      Path output,
      ExecutionConfig config) {
    this.options = options;
    this.set = set;
    this.samples = samples;
    this.problems = problems;
    this.output = output;
    this.config = config;
  }

  int run() throws IOException {
    try (Interruption interruption = new Interruption()) {
      return run(interruption);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw new UsageException(cause == null ? e.toString() : String.valueOf(cause.getMessage()));
    }
  }

  private int run(Interruption interruption) throws IOException {
    ProblemIndex index = ProblemIndex.read(set, problems);
    remarks(index).forEach(EvalJob::say);
    if (!samples.equals(JudgedSamples.CANONICAL)) {
      String rule = set.rule().map(named -> "; rule '" + named.label() + "'").orElse("");
      say(options.extracting().remark() + rule);
    }
    EvaluationRequest request =
        new EvaluationRequest(
            set.name(),
            index,
            set.graders(),
            output,
            options.ks,
            options.execution.resume,
            options.dedupe,
            options.execution.explicitLimits(),
            options.partial,
            options.conditions(problems, set.rule().isPresent()),
            notes());
    return finish(request, evaluate(request, interruption), options.execution.events());
  }

  private static void say(String remark) {
    System.err.println("sce: " + LogText.clean(remark, LONGEST_REMARK, ' '));
  }

  /** Returns what was recognised in the problems. */
  private List<String> remarks(ProblemIndex index) {
    if (set.rule().isPresent()) {
      // It has counted kinds itself, more exactly.
      return set.remarks();
    }
    String kinds =
        index.kinds().entrySet().stream()
            .map(kind -> number(kind.getValue()) + " " + kind.getKey())
            .collect(Collectors.joining(", "));
    String problems = index.size() == 1 ? " problem: " : " problems: ";
    return Stream.concat(Stream.of(number(index.size()) + problems + kinds), set.remarks().stream())
        .toList();
  }

  private static String number(int value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private Scores evaluate(EvaluationRequest request, Interruption interruption) throws IOException {
    try (Stream<SampleRow> rows = samples(List.copyOf(request.problems().ids()));
        Listener listener = new Listener(interruption)) {
      return new EvaluationRun(request, listener).run(() -> SandboxOptions.open(config), rows);
    }
  }

  private Stream<SampleRow> samples(List<String> ids) throws IOException {
    return samples.equals(JudgedSamples.CANONICAL)
        ? set.canonicalRows(problems)
        : set.samples(Path.of(samples), ids);
  }

  private Map<String, String> notes() {
    Map<String, String> notes = new TreeMap<>();
    notes.put("problems", problems.toString());
    notes.put("samples", samples);
    notes.put("workers", String.valueOf(config.workers()));
    // If not given, the data set decides for each problem.
    if (options.execution.timeout != null) {
      notes.put("timeout", options.execution.timeout.toString());
    }
    if (options.execution.memory != null) {
      notes.put("memory", options.execution.memory.toString());
    }
    return notes;
  }

  private int finish(EvaluationRequest request, Scores scores, SandboxEvents events)
      throws IOException {
    EvalTable table = new EvalTable(request, scores);
    table.printNotes(System.err);
    events.print(System.err);
    if (scores.interrupted()) {
      System.err.println("sce: interrupted; run the same command with --resume to continue");
      return ExitCode.INTERRUPTED;
    }
    int status = table.finish();
    if (options.report != null) {
      ReportCommand.write(
          output, options.report, null, null, LanguagesFile.read(options.languages));
    }
    return status;
  }

  /** Shows progress and ends the run if it is interrupted. */
  private final class Listener implements EvaluationRun.Listener, AutoCloseable {
    private final Interruption interruption;
    private final Progress progress =
        Progress.of(options.execution.progress, new InputShare(List.of(), new ByteCounter()));

    Listener(Interruption interruption) {
      this.interruption = interruption;
    }

    @Override
    public void started(Runnable cancel) {
      interruption.cancelWith(cancel);
    }

    @Override
    public void rowDone(OptionalDouble passAt1) {
      progress.rowDone(() -> soFar(passAt1));
    }

    private static String soFar(OptionalDouble passAt1) {
      return passAt1.isEmpty()
          ? ""
          : String.format(Locale.ROOT, "pass@1 so far %.4f", passAt1.getAsDouble());
    }

    @Override
    public void close() {
      progress.close();
    }
  }
}
