@NullMarked
package dev.sce.eval.run;

import org.jspecify.annotations.NullMarked;
