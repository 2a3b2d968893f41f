package dev.sce.eval.contest;

import dev.sce.DataSize;
import dev.sce.Limits;
import dev.sce.eval.check.Checkers;
import dev.sce.eval.check.Judge;
import dev.sce.eval.check.JudgeConvention;
import dev.sce.eval.language.Program;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the description of a problem says about judging.
 *
 * @param limits of a run
 * @param judgeLimits of a run of the judge
 * @param interactive whether the judge talks with the programs
 * @param custom whether it has a judge of its own
 * @param scoring whether every test counts by itself
 * @param validatorArguments options of the judge
 */
record ProblemSettings(
    Limits limits,
    Limits judgeLimits,
    boolean interactive,
    boolean custom,
    boolean scoring,
    List<String> validatorArguments) {
  /** What a program gets when the problem says nothing. */
  private static final double SECONDS = 10;

  private static final long MEMORY_MIB = 2048;
  private static final long OUTPUT_MIB = 8;
  private static final long JUDGE_SECONDS = 60;

  static ProblemSettings of(SimpleYaml yaml, Optional<String> timeLimitFile) {
    double seconds =
        yaml.get("limits.time_limit")
            .or(() -> yaml.get("time_limit"))
            .or(() -> timeLimitFile)
            .map(Double::parseDouble)
            .orElse(SECONDS);
    Limits limits =
        IoTask.limits(
            Duration.ofMillis(Math.round(seconds * 1000)),
            DataSize.ofMebibytes(number(yaml, "limits.memory", MEMORY_MIB)),
            DataSize.ofMebibytes(number(yaml, "limits.output", OUTPUT_MIB)));
    Limits judgeLimits =
        Judge.LIMITS
            .withWallTime(Duration.ofSeconds(number(yaml, "limits.validation_time", JUDGE_SECONDS)))
            .withMemory(DataSize.ofMebibytes(number(yaml, "limits.validation_memory", MEMORY_MIB)));
    String validation = yaml.get("validation").orElse("default").toLowerCase(Locale.ROOT);
    String type = yaml.get("type").orElse("pass-fail").toLowerCase(Locale.ROOT);
    return new ProblemSettings(
        limits,
        judgeLimits,
        validation.contains("interactive") || type.contains("interactive"),
        validation.contains("custom"),
        type.contains("scoring") || validation.contains("score"),
        yaml.get("validator_flags").map(ProblemSettings::words).orElse(List.of()));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private static long number(SimpleYaml yaml, String path, long otherwise) {
    return yaml.get(path).map(Double::parseDouble).map(Math::round).orElse(otherwise);
  }

  /** Returns a program as the judge of the problem. */
  Judge judge(Program program) {
    return new Judge(program, JudgeConvention.KATTIS, validatorArguments, judgeLimits);
  }

  boolean stopAtFirstFailure() {
    return !scoring;
  }

  /**
   * Returns what decides.
   *
   * @param judge the problem's own; absent where it is not there, as in data sets without programs.
   *     A problem that wants one cannot be judged then
   */
  Judging judging(Optional<Judge> judge) {
    if (interactive) {
      return judge
          .<Judging>map(Judging.ByInteractor::new)
          .orElseGet(
              () ->
                  new Judging.Impossible(
                      "the problem is interactive, but its output validator is missing"));
    }
    return judge.<Judging>map(Judging.BySpecialJudge::new).orElseGet(this::comparison);
  }

  private Judging comparison() {
    return custom
        ? new Judging.Impossible(
            "the problem has an output validator of its own, but it is missing; --judges names a"
                + " folder of such")
        : new Judging.Compare(Checkers.withOptions(validatorArguments));
  }
}
