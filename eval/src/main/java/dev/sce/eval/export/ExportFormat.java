package dev.sce.eval.export;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A format that other software reads; docs/export.md says what stands in each. */
public enum ExportFormat {
  /** What HumanEval's own scorer writes: a line for each sample. */
  HUMAN_EVAL(true),
  /** {@code eval_results.json} of evalplus. */
  EVALPLUS(true),
  /** {@code eval_results.json} of BigCodeBench. */
  BIGCODEBENCH(true),
  /** {@code eval_all.json} of LiveCodeBench. */
  LCB(true),
  /** A folder with a {@code NAME.results.json.gz} for each problem, as MultiPL-E has it. */
  MULTIPL_E(true),
  /** {@code results.json} of lm-evaluation-harness. */
  LM_EVAL(false),
  /** JUnit's XML, which servers of continuous integration show. */
  JUNIT(false),
  /** A summary in Markdown, for example for the page of a job. */
  MARKDOWN(false);

  private final boolean needsPrograms;

  ExportFormat(boolean needsPrograms) {
    this.needsPrograms = needsPrograms;
  }

  /** Returns its name in options. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the format of a name, in whatever case. */
  public static Optional<ExportFormat> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(format -> format.label().equals(wanted)).findFirst();
  }

  /** Whether the samples must be read again, since their programs stand in it. */
  public boolean needsPrograms() {
    return needsPrograms;
  }

  /** Whether it is a folder of files rather than one file. */
  public boolean isFolder() {
    return this == MULTIPL_E;
  }

  Exporter exporter() {
    return switch (this) {
      case HUMAN_EVAL -> new HumanEvalExport();
      case EVALPLUS -> new EvalPlusExport();
      case BIGCODEBENCH -> new BigCodeBenchExport();
      case LCB -> new LiveCodeBenchExport();
      case MULTIPL_E -> new MultiPlEExport();
      case LM_EVAL -> new LmEvalExport();
      case JUNIT -> new JunitExport();
      case MARKDOWN -> new MarkdownExport();
    };
  }
}
