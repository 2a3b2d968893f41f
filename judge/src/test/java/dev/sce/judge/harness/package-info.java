/** Tests of this package. */
@NullMarked
package dev.sce.judge.harness;

import org.jspecify.annotations.NullMarked;
