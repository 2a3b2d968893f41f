package dev.sce.judge.python;

import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.call.Python3;
import dev.sce.judge.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Judges {@link PredictionTask}s: the answer is evaluated in a process of its own, beside the
 * program it is about, and its value is compared in another, as that of any sample is.
 */
public final class PredictionGrader implements Grader<PredictionTask> {
  private static final String READER = Resource.text(PredictionGrader.class, "read_answer.py");

  private static final String BEGIN = "[ANSWER]";
  private static final String END = "[/ANSWER]";

  private final AssertsGrader asserts = new AssertsGrader();

  /** Makes one. */
  public PredictionGrader() {}

  @Override
  public Class<PredictionTask> taskType() {
    return PredictionTask.class;
  }

  @Override
  public Step begin(PredictionTask task, Sample sample) {
    return Python3.refusal(sample).orElseGet(() -> judge(task, sample));
  }

  private Step judge(PredictionTask task, Sample sample) {
    String program =
        "%s\n\n%s\nsce_code = sce_read(%s, %s, %s)\n"
            .formatted(
                task.code(),
                READER,
                literal(answer(sample.code())),
                literal(task.kind().label()),
                literal(task.call()));
    Sample whole = new Sample(sample.problemId(), sample.number(), program, true, null);
    String test = "assert (%s\n) == sce_answer()".formatted(task.expected());
    AssertsTask compared =
        new AssertsTask(
            "", imports(task.code()), List.of(test), "", List.of("sce_answer"), task.limits());
    return withoutTests(asserts.begin(compared, whole));
  }

  /** Returns what stands between the marks that CRUXEval's prompts ask for, or else all of it. */
  private static String answer(String text) {
    int begin = text.indexOf(BEGIN);
    String rest = begin < 0 ? text : text.substring(begin + BEGIN.length());
    int end = rest.indexOf(END);
    return end < 0 ? rest : rest.substring(0, end);
  }

  /** Returns the modules of a program; if Python lacks one, no sample is to blame. */
  private static String imports(String code) {
    return code.lines()
        .filter(line -> line.startsWith("import "))
        .collect(Collectors.joining("\n"));
  }

  /** Returns an expression of letters and digits that gives a text, whatever is in it. */
  static String literal(String text) {
    byte[] utf16 = text.getBytes(StandardCharsets.UTF_16LE);
    return "bytes.fromhex('%s').decode('utf-16-le', 'surrogatepass')"
        .formatted(HexFormat.of().formatHex(utf16));
  }

  /** Returns a step whose grade has no tests, for the one that there is says nothing of its own. */
  private static Step withoutTests(Step step) {
    return switch (step) {
      case Step.Done done -> new Step.Done(withoutTests(done.grade()));
      case Step.Run run ->
          new Step.Run(run.programs(), results -> withoutTests(run.then().apply(results)));
    };
  }

  private static Grade withoutTests(Grade grade) {
    return new Grade(
        grade.verdict(), List.of(), grade.runtime(), grade.peakMemory(), grade.detail());
  }
}
