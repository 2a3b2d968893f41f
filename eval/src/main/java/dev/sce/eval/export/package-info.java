/** Writes the results of an evaluation in formats that other software reads. */
@NullMarked
package dev.sce.eval.export;

import org.jspecify.annotations.NullMarked;
