package dev.sce.judge.python;

import dev.sce.ExecutionResult;
import dev.sce.judge.Grade;
import dev.sce.judge.Grader;
import dev.sce.judge.Markdown;
import dev.sce.judge.Sample;
import dev.sce.judge.Step;
import dev.sce.judge.Verdict;
import dev.sce.judge.call.Python3;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Judges {@link AnswerTask}s by the number that a program or a text gives. */
public final class AnswerGrader implements Grader<AnswerTask> {
  private static final List<String> VARIABLES = List.of("answer", "result", "ans");

  /**
   * What a program has and prose hardly. A text without it that is no Python either is an answer in
   * words, and so is one that is no Python and shows that it is meant for people: by a fence around
   * code, or by an answer marked as such.
   */
  private static final Pattern PROGRAM =
      Pattern.compile("(?m)^[ \\t]*+(def \\w+\\(|import \\w|from \\w+ import |print\\(|return\\b)");

  private final PythonJudge pythonJudge = new PythonJudge();

  @Override
  public Class<AnswerTask> taskType() {
    return AnswerTask.class;
  }

  @Override
  public Step begin(AnswerTask task, Sample sample) {
    if (Answers.number(task.target()).isEmpty()) {
      return Step.done(Verdict.MISSING_INFO, "the problem's answer is no number: " + task.target());
    }
    boolean text = !PROGRAM.matcher(sample.code()).find();
    boolean forPeople = Markdown.hasFence(sample.code()) || sample.code().contains("\\boxed{");
    if (text && sample.code().contains(Answers.MARK)) {
      return new Step.Done(
          judge(task, Answers.fromText(sample.code()), Grade.of(Verdict.PASSED, null)));
    }
    return Python3.refusal(sample).orElseGet(() -> run(task, sample, text, forPeople));
  }

  private Step run(AnswerTask task, Sample sample, boolean text, boolean forPeople) {
    ObjectNode request =
        Requests.of("value").put("code", sample.code()).put("entry", task.entryPoint());
    request.set("variables", Requests.texts(VARIABLES));
    return pythonJudge.step(
        request, task.limits(), run -> new Step.Done(judge(task, sample, run, text, forPeople)));
  }

  private static Grade judge(
      AnswerTask task, Sample sample, ExecutionResult run, boolean text, boolean forPeople) {
    Grade grade = PythonJudgeReport.grade(run);
    Optional<PythonJudgeReport> report = PythonJudgeReport.read(run);
    String value = report.map(r -> r.field("value")).orElse(null);
    if (grade.passed() && value != null && !value.isBlank()) {
      boolean printed = "stdout".equals(report.map(r -> r.field("source")).orElse(null));
      return judge(task, printed ? Answers.fromText(value) : Answers.number(value), grade);
    }
    boolean isNoProgram = grade.verdict() == Verdict.COMPILE_ERROR;
    if ((text && (grade.passed() || isNoProgram)) || (forPeople && isNoProgram)) {
      return judge(task, Answers.fromText(sample.code()), grade);
    }
    return grade.passed() ? with(grade, Verdict.FAILED, "it gives no number") : grade;
  }

  private static Grade judge(AnswerTask task, Optional<BigDecimal> given, Grade run) {
    BigDecimal target = Answers.number(task.target()).orElseThrow();
    if (given.isEmpty()) {
      return with(run, Verdict.FAILED, "it gives no number");
    }
    if (Answers.agree(given.get(), target, task.tolerance())) {
      return with(run, Verdict.PASSED, null);
    }
    return with(
        run, Verdict.FAILED, "gives " + Answers.shown(given.get()) + ", expected " + task.target());
  }

  private static Grade with(Grade run, Verdict verdict, @Nullable String detail) {
    return new Grade(verdict, List.of(), run.runtime(), run.peakMemory(), detail);
  }
}
