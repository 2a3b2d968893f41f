@NullMarked
package dev.sce.eval.calls;

import org.jspecify.annotations.NullMarked;
