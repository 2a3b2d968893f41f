/** Tests of this package. */
@NullMarked
package dev.sce.eval.json;

import org.jspecify.annotations.NullMarked;
