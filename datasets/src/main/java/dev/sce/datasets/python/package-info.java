/** Data sets of functions in Python: HumanEval, MBPP, both in their extended form, GSM8K. */
@NullMarked
package dev.sce.datasets.python;

import org.jspecify.annotations.NullMarked;
