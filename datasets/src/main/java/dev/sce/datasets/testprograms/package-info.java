/**
 * Sets whose tests need the sample in their own process: BigCodeBench, ClassEval and KodCode.
 *
 * <p>Every judgement says that tests and sample were one program. Everything is immutable.
 */
@NullMarked
package dev.sce.datasets.testprograms;

import org.jspecify.annotations.NullMarked;
