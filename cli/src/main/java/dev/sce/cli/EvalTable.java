package dev.sce.cli;

import dev.sce.eval.AuthorsVerdicts;
import dev.sce.eval.EvaluationRequest;
import dev.sce.eval.Extractions;
import dev.sce.eval.Scores;
import dev.sce.eval.metrics.Distribution;
import dev.sce.eval.metrics.Estimate;
import dev.sce.eval.metrics.Interval;
import dev.sce.eval.metrics.Report;
import dev.sce.eval.results.JudgedSamples;
import dev.sce.judge.Verdict;
import dev.sce.judge.text.Extraction;
import dev.sce.support.LogText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the scores of an evaluation for people. */
final class EvalTable {
  private static final int MOST_IDS = 5;

  /** At so many problems, a model that is of any use has passed one. */
  private static final int SUSPICIOUS_PROBLEMS = 5;

  private static final double MEBIBYTE = 1 << 20;

  private final EvaluationRequest request;
  private final Scores scores;
  private final Report report;

  EvalTable(EvaluationRequest request, Scores scores) {
    this.request = request;
    this.scores = scores;
    this.report = scores.report();
  }

  /** Prints warnings about the samples to standard error. */
  void printNotes(PrintStream out) {
    if (report.excluded() > 0) {
      out.printf(
          Locale.ROOT,
          "sce: WARNING: %d of %d samples have no judgement and count in no score (%s);"
              + " see 'detail' in %s%n",
          report.excluded(),
          report.samples(),
          excludedVerdicts(),
          request.resultsFile());
    }
    printNothingPassed(out);
    printExtraction(out, scores.extractions());
    if (!scores.unattempted().isEmpty() && !scores.interrupted()) {
      out.printf(
          Locale.ROOT,
          "sce: %s%d of %d problems have no sample and count in no score: %s%s%n",
          scores.partial() ? "" : "WARNING: ",
          scores.unattempted().size(),
          scores.problems(),
          scores.unattempted().stream().limit(MOST_IDS).collect(Collectors.joining(", ")),
          scores.unattempted().size() > MOST_IDS ? ", …" : "");
    }
    if (scores.resumed() > 0) {
      out.printf(
          Locale.ROOT,
          "sce: %d rows were finished before; all counts include them%n",
          scores.resumed());
    }
  }

  /** Warns of scores that say more of the files or this machine than of a model. */
  private void printNothingPassed(PrintStream out) {
    long passed = report.verdicts().getOrDefault(Verdict.PASSED.name(), 0L);
    if (JudgedSamples.CANONICAL.equals(request.notes().get("samples"))) {
      if (passed < report.judged()) {
        out.printf(
            Locale.ROOT,
            "sce: WARNING: %d of %d reference solutions do not pass; their problems say little of"
                + " other samples; see 'detail' in %s%n",
            report.judged() - passed,
            report.judged(),
            request.resultsFile());
      }
    } else if (passed == 0 && report.judgedProblems().size() >= SUSPICIOUS_PROBLEMS) {
      out.printf(
          Locale.ROOT,
          "sce: WARNING: nothing passed, at %d problems; samples and problems may not belong"
              + " together, or the samples have another form; see 'detail' in %s, and try"
              + " --samples canonical%n",
          report.judgedProblems().size(),
          request.resultsFile());
    }
  }

  /** Warns where what was judged is hardly what the models meant. */
  private void printExtraction(PrintStream out, Extractions extractions) {
    if (extractions.markdown() > 0) {
      out.printf(
          Locale.ROOT,
          "sce: WARNING: %d of %d samples look like Markdown (a line begins with ``` or ~~~) and"
              + " are judged as they are; to score the programs in them, add --extract last%n",
          extractions.markdown(),
          report.samples());
    }
    long nothing = extractions.count(Extraction.Found.NOTHING);
    if (nothing > 0) {
      out.printf(
          Locale.ROOT,
          "sce: WARNING: in %d of %d samples, extraction '%s' finds no program; they are judged as"
              + " empty programs%n",
          nothing,
          report.samples(),
          String.join(", ", extractions.rules().keySet()));
    }
    long unfinished = extractions.count(Extraction.Found.UNFINISHED_REASONING);
    if (unfinished > 0) {
      out.printf(
          Locale.ROOT,
          "sce: WARNING: %d of %d samples end while the model is still reasoning; they are judged"
              + " as empty programs%n",
          unfinished,
          report.samples());
    }
  }

  private static String extraction(Extractions extractions) {
    String places =
        Stream.of(Extraction.Found.values())
            .filter(found -> extractions.count(found) > 0)
            .map(found -> found.label() + " " + extractions.count(found))
            .collect(Collectors.joining(", "));
    return String.join(" and ", extractions.rules().keySet()) + ": " + places;
  }

  private String excludedVerdicts() {
    return counts(
        report.verdicts().entrySet().stream()
            .filter(entry -> !Verdict.valueOf(entry.getKey()).isJudgement())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Prints the scores to standard output; returns the exit status. */
  int finish() throws IOException {
    print(System.out, Boolean.getBoolean("sce.stdout.terminal"));
    StandardOutput.check();
    return scores.isComplete() ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  /**
   * Prints the scores.
   *
   * @param bars whether each verdict has a line with a bar, for terminals
   */
  private void print(PrintStream out, boolean bars) {
    line(out, "data set", request.dataSet());
    if (request.judgesInProcess()) {
      line(out, "judge", "in the sample's own process, where it can forge its verdict");
    }
    if (request.givesHarnessNames()) {
      line(out, "names", "samples find those that the data set's own harness leaves in scope");
    }
    line(
        out,
        "problems",
        report.judgedProblems().size() + " of " + scores.problems() + " have judged samples");
    if (!scores.extractions().isWhole()) {
      line(out, "extraction", extraction(scores.extractions()));
    }
    String duplicates =
        scores.duplicates() == 0 ? "" : ", " + scores.duplicates() + " equal to another";
    line(
        out,
        "samples",
        report.judged() + " judged, " + report.excluded() + " without judgement" + duplicates);
    report.passAtK().forEach(estimate -> line(out, "pass@" + estimate.k(), text(estimate)));
    report.passHatK().stream()
        .filter(estimate -> estimate.k() > 1)
        .forEach(estimate -> line(out, "pass^" + estimate.k(), text(estimate)));
    report.meanScore().ifPresent(score -> line(out, "mean score", number(score)));
    if (scores.meanReward().isPresent()) {
      line(
          out,
          "mean reward",
          number(scores.meanReward().getAsDouble())
              + request.rule().map(rule -> "  by rule " + rule).orElse(""));
    }
    GroupTable.print(out, request, report);
    if (report.excluded() > 0) {
      line(out, "excluded", excluded());
    }
    if (bars) {
      String name = "verdicts";
      for (String bar : VerdictBars.lines(report.verdicts())) {
        line(out, name, bar);
        name = "";
      }
    } else {
      line(out, "verdicts", counts(report.verdicts()));
    }
    printAuthors(out);
    if (!scores.tests().isEmpty()) {
      line(out, "tests", counts(scores.tests()));
    }
    figures(out, "runtime", report.seconds(), 1, "s");
    figures(out, "peak memory", report.bytes(), MEBIBYTE, "MiB");
    line(
        out,
        "elapsed",
        String.format(
            Locale.ROOT,
            "%.1f s, isolation %s, started %s",
            scores.elapsed().toMillis() / 1000.0,
            scores.isolation(),
            scores.launchers().isEmpty() ? "nothing" : counts(scores.launchers())));
  }

  /** Prints how many submissions got their author's verdict, and lists the others. */
  private void printAuthors(PrintStream out) {
    AuthorsVerdicts authors = scores.authors();
    if (authors.submissions() == 0) {
      return;
    }
    line(
        out,
        "authors",
        authors.met()
            + " of "
            + authors.submissions()
            + " submissions got the verdict of their author");
    for (AuthorsVerdicts.Other other : authors.others()) {
      String detail = other.detail() == null ? "" : " (" + oneLine(other.detail()) + ")";
      line(
          out,
          "",
          oneLine(other.problemId() + " " + other.submission())
              + ": "
              + oneLine(String.join(" or ", other.expected()))
              + " expected, got "
              + other.verdict()
              + detail);
    }
    long more = authors.submissions() - authors.met() - authors.others().size();
    if (more > 0) {
      line(out, "", "and " + more + " more");
    }
  }

  /** Returns untrusted text as one line without control characters. */
  static String oneLine(String text) {
    return LogText.clean(text, text.length(), ' ');
  }

  /** Returns the number of excluded samples, and the first score with them counted as failed. */
  private String excluded() {
    long without = scores.exclusions().withoutProblem();
    Optional<Estimate> first =
        report.passAtKExcludedAsFailed().stream()
            .filter(estimate -> estimate.problems() + estimate.tooFew() > 0)
            .min(Comparator.comparingInt(Estimate::k));
    return report.excluded()
        + " ("
        + excludedVerdicts()
        + ")"
        + (without == 0 ? "" : ", " + without + " of them for no problem of the set")
        + first
            .map(estimate -> "; counted as failed, pass@" + estimate.k() + " " + text(estimate))
            .orElse("");
  }

  static void line(PrintStream out, String name, String value) {
    out.printf(Locale.ROOT, "%-12s %s%n", name, value);
  }

  static String text(Estimate estimate) {
    if (estimate.problems() + estimate.tooFew() == 0) {
      return "none: no sample was judged";
    }
    if (estimate.value() == null) {
      Double partial = estimate.partial();
      return String.format(
          Locale.ROOT,
          "none: %d of %d problems have fewer than %d samples%s",
          estimate.tooFew(),
          estimate.tooFew() + estimate.problems(),
          estimate.k(),
          partial == null ? "" : "; over the others " + number(partial));
    }
    Interval interval = estimate.interval();
    return number(estimate.value())
        + (interval == null
            ? ""
            : String.format(
                Locale.ROOT,
                "  [%.4f, %.4f]  95%% %s",
                interval.low(),
                interval.high(),
                interval.method().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String counts(Map<String, Long> counts) {
    List<Map.Entry<String, Long>> sorted =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    return sorted.stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void figures(
      PrintStream out,
      String name,
      Optional<Distribution.Figures> optional,
      double unit,
      String unitName) {
    optional.ifPresent(
        figures ->
            line(
                out,
                name,
                String.format(
                    Locale.ROOT,
                    "min %.3f, median %.3f, mean %.3f, p95 %.3f, max %.3f %s",
                    figures.min() / unit,
                    figures.median() / unit,
                    figures.mean() / unit,
                    figures.p95() / unit,
                    figures.max() / unit,
                    unitName)));
  }
}
