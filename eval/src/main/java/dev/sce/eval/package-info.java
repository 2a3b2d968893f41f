/**
 * Evaluates samples: reads them as a stream, has them judged on an executor, and writes results and
 * metrics.
 *
 * <p>{@link dev.sce.eval.Evaluator} turns a stream of samples into a stream of results and knows no
 * files. {@link dev.sce.eval.EvaluationRun} adds the files, and goes on where an earlier run ended.
 */
@NullMarked
package dev.sce.eval;

import org.jspecify.annotations.NullMarked;
