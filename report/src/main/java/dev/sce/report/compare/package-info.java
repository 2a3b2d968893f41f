/** Compares two evaluations of the same problems. */
@NullMarked
package dev.sce.report.compare;

import org.jspecify.annotations.NullMarked;
