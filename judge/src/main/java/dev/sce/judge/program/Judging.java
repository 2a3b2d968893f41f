package dev.sce.judge.program;

import dev.sce.judge.checker.Checker;
import java.util.Map;

/** What decides whether a program's output is right. */
public sealed interface Judging {
  /** Returns what it is, for people. */
  default String kind() {
    return switch (this) {
      case Compare _ -> "stdin";
      case BySpecialJudge _ -> "stdin with a judge";
      case ByInteractor _ -> "interactive";
      case Impossible _ -> "without a judge";
    };
  }

  /**
   * Comparison with the answer.
   *
   * @param checker how it is compared
   * @param byTest how it is compared at some tests instead, by their names
   */
  record Compare(Checker checker, Map<String, Checker> byTest) implements Judging {
    /** Copies the map. */
    public Compare {
      byTest = Map.copyOf(byTest);
    }

    /** Makes a comparison that is the same at all tests. */
    public Compare(Checker checker) {
      this(checker, Map.of());
    }

    /** Returns how the output of a test is compared. */
    public Checker checker(ProgramTest test) {
      return byTest.getOrDefault(test.name(), checker);
    }
  }

  /**
   * A program that reads input, output and answer, in a sandbox of its own, after all tests.
   *
   * @param judge the program
   * @param passes how often the judged program may run at a test, each time on what the judge made
   *     of the last output
   * @param scoring whether what it accepts may be worth more or less, by points that it gives
   */
  record BySpecialJudge(JudgeProgram judge, int passes, boolean scoring) implements Judging {
    /** Makes one of a single pass. */
    public BySpecialJudge(JudgeProgram judge) {
      this(judge, 1, false);
    }
  }

  /**
   * A program that talks with the one that is judged.
   *
   * @param judge the program
   * @param passes how often they may talk at a test
   */
  record ByInteractor(JudgeProgram judge, int passes) implements Judging {
    /** Makes one of a single pass. */
    public ByInteractor(JudgeProgram judge) {
      this(judge, 1);
    }
  }

  /**
   * Nothing can: what would judge is missing.
   *
   * @param why for people, with the remedy
   */
  record Impossible(String why) implements Judging {}
}
