/** Tests of the table of languages. */
@NullMarked
package dev.sce.eval.language;

import org.jspecify.annotations.NullMarked;
