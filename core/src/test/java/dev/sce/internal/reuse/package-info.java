/** Tests of what may be reused. */
@NullMarked
package dev.sce.internal.reuse;

import org.jspecify.annotations.NullMarked;
