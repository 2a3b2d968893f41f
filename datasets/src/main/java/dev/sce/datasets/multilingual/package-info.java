/** Data sets of functions in many languages: HumanEval-X and MultiPL-E. */
@NullMarked
package dev.sce.datasets.multilingual;

import org.jspecify.annotations.NullMarked;
