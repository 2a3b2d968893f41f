/**
 * Compares what a program printed with what was expected.
 *
 * <p>A {@link dev.sce.judge.checker.Checker} compares bytes in one pass, whatever their size, and
 * says where the first difference is. Programs that judge are {@link
 * dev.sce.judge.program.JudgeProgram}s: they run in a sandbox of their own, and {@link
 * dev.sce.judge.program.JudgeConvention} reads what they say. Everything is immutable and used by
 * many threads.
 */
@NullMarked
package dev.sce.judge.checker;

import org.jspecify.annotations.NullMarked;
