package dev.sce.judge.program;

import dev.sce.LimitOverrides;
import org.jspecify.annotations.Nullable;

/**
 * How a program is run on tests.
 *
 * @param limits of one run, before a language's own needs are added
 * @param answersOfOutput how many times the size of the answer a program may print besides a spare
 *     mebibyte, where its output is compared and limited at all
 * @param stopAtFirstFailure whether later tests are skipped once one has failed
 * @param alwaysRun how many of the first tests run in any case
 * @param files by which it gets its input and leaves its output; absent: by standard input and
 *     output
 */
record TestRules(
    LimitOverrides limits,
    int answersOfOutput,
    boolean stopAtFirstFailure,
    int alwaysRun,
    @Nullable ProgramFiles files) {}
