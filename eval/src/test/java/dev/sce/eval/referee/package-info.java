@NullMarked
package dev.sce.eval.referee;

import org.jspecify.annotations.NullMarked;
