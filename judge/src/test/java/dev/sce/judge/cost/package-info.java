/** Tests of this package. */
@NullMarked
package dev.sce.judge.cost;

import org.jspecify.annotations.NullMarked;
