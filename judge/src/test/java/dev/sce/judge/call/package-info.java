/** Tests of this package. */
@NullMarked
package dev.sce.judge.call;

import org.jspecify.annotations.NullMarked;
