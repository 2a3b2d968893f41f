package dev.sce.eval.contest;

import dev.sce.eval.check.Checker;
import dev.sce.eval.check.Judge;

/** What decides whether a program's output is right. */
public sealed interface Judging {

  /**
   * Comparison with the answer.
   *
   * @param checker how it is compared
   */
  record Compare(Checker checker) implements Judging {}

  /**
   * A program that reads input, output and answer, in a sandbox of its own, after all tests.
   *
   * @param judge the program
   */
  record BySpecialJudge(Judge judge) implements Judging {}

  /**
   * A program that talks with the one that is judged.
   *
   * @param judge the program
   */
  record ByInteractor(Judge judge) implements Judging {}

  /**
   * Nothing can: what would judge is missing.
   *
   * @param why for people, with the remedy
   */
  record Impossible(String why) implements Judging {}
}
