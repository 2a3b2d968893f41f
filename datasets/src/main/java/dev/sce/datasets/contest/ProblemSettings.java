package dev.sce.datasets.contest;

import dev.sce.DataSize;
import dev.sce.Limits;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.language.Program;
import dev.sce.judge.program.JudgeConvention;
import dev.sce.judge.program.JudgeProgram;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the description of a problem says about judging; {@link SettingsReader} reads it.
 *
 * @param limits of a run
 * @param judgeLimits of a run of the judge
 * @param codeLimit of a submission's files together; absent for none
 * @param interactive whether the judge talks with the programs
 * @param passes how often a program may run at a test, each time with what the judge made of the
 *     last; 1 for problems without passes
 * @param custom whether it has a judge of its own; absent where only a judge that is there says so
 * @param scoring whether every test counts by itself
 * @param validatorArguments options of the judge
 * @param languages codes of the languages that are allowed; empty for all
 * @param constants texts that stand for others in the package's files
 * @param unsupported what would change judging and is not supported, for people
 */
record ProblemSettings(
    Limits limits,
    Limits judgeLimits,
    @Nullable DataSize codeLimit,
    boolean interactive,
    int passes,
    @Nullable Boolean custom,
    boolean scoring,
    List<String> validatorArguments,
    List<String> languages,
    Constants constants,
    List<String> unsupported) {

  /** Copies the lists. */
  ProblemSettings {
    validatorArguments = List.copyOf(validatorArguments);
    languages = List.copyOf(languages);
    unsupported = List.copyOf(unsupported);
  }

  /** Returns a program as the judge of the problem. */
  JudgeProgram judge(Program program) {
    return new JudgeProgram(program, JudgeConvention.KATTIS, validatorArguments, judgeLimits);
  }

  boolean stopAtFirstFailure() {
    return !scoring;
  }

  /**
   * Returns what decides.
   *
   * @param validator the problem's own; absent where it is not there, as in data sets without
   *     programs. A problem that wants one cannot be judged then
   * @param tests the tests, with what is not supported of them
   * @param more what else is not supported
   */
  Judging judging(Validator validator, PackageTests tests, List<String> more) {
    List<String> missing = new ArrayList<>(more);
    missing.addAll(unsupported);
    missing.addAll(tests.unsupported());
    missing.addAll(validator.unsupported());
    if (!missing.isEmpty()) {
      return new Judging.Impossible(
          "the package uses what is not supported: " + String.join("; ", missing));
    }
    Optional<JudgeProgram> judge = validator.program().map(this::judge);
    if (interactive && scoring) {
      return new Judging.Impossible(
          "the package uses what is not supported: points of an interactive problem");
    }
    if (interactive) {
      return judge
          .<Judging>map(found -> new Judging.ByInteractor(found, passes))
          .orElseGet(
              () ->
                  new Judging.Impossible(
                      "the problem is interactive, but its output validator is missing"));
    }
    if (judge.isPresent()) {
      return custom == null || custom
          ? new Judging.BySpecialJudge(judge.get(), passes, scoring)
          : new Judging.Impossible(
              "the package has an output validator, but problem.yaml does not say 'validation:"
                  + " custom'; it has to be one or the other");
    }
    if (passes > 1 || (custom != null && custom)) {
      return new Judging.Impossible(
          "the problem has an output validator of its own, but it is missing; --judges names a"
              + " folder of such");
    }
    return comparison(tests.tests());
  }

  private Judging comparison(List<ProgramTest> tests) {
    try {
      Map<String, Checker> byTest = new LinkedHashMap<>();
      for (ProgramTest test : tests) {
        if (!test.judgeArguments().isEmpty()) {
          List<String> all = new ArrayList<>(validatorArguments);
          all.addAll(test.judgeArguments());
          byTest.put(test.name(), Checkers.withOptions(all));
        }
      }
      return new Judging.Compare(Checkers.withOptions(validatorArguments), byTest);
    } catch (IllegalArgumentException e) {
      return new Judging.Impossible("the default output validator: " + e.getMessage());
    }
  }
}
