/**
 * The {@code sce} command: reads rows, runs them with {@link dev.sce.CodeExecutor}, writes results.
 *
 * <p>Results go to standard output or a file; everything else goes to standard error.
 */
@NullMarked
package dev.sce.cli;

import org.jspecify.annotations.NullMarked;
