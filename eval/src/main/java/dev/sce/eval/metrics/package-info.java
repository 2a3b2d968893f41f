/** Numbers made of verdicts: pass@k and its kin. Depends on nothing but the JDK. */
@NullMarked
package dev.sce.eval.metrics;

import org.jspecify.annotations.NullMarked;
