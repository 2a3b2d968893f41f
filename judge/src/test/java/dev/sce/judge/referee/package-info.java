/** Tests of this package. */
@NullMarked
package dev.sce.judge.referee;

import org.jspecify.annotations.NullMarked;
