@NullMarked
package dev.sce.eval.data;

import org.jspecify.annotations.NullMarked;
