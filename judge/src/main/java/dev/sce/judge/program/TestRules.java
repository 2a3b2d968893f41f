package dev.sce.judge.program;

import dev.sce.LimitOverrides;

/**
 * How a program is run on tests.
 *
 * @param limits of one run, before a language's own needs are added
 * @param answersOfOutput how many times the size of the answer a program may print besides a spare
 *     mebibyte, where its output is compared and limited at all
 * @param stopAtFirstFailure whether later tests are skipped once one has failed
 * @param alwaysRun how many of the first tests run in any case
 */
record TestRules(
    LimitOverrides limits, int answersOfOutput, boolean stopAtFirstFailure, int alwaysRun) {}
