/**
 * Tests that call the code under test, in languages other than Python: HumanEval-X, MultiPL-E.
 *
 * <p>The tests and the sample are two programs in two processes. The one with the tests holds no
 * code of the sample: a stub of the same signature sends the arguments to the other process and
 * gets the result back. So nothing that a sample defines, patches, prints or exits with reaches the
 * assertions. {@link dev.sce.judge.harness.HarnessTask} is such a problem, {@link
 * dev.sce.judge.harness.HarnessGrader} judges it, and there is a {@link
 * dev.sce.judge.harness.Harness} for each language. Everything is immutable but for the grader's
 * cache of compiled tests, and used by many threads.
 */
@NullMarked
package dev.sce.judge.harness;

import org.jspecify.annotations.NullMarked;
