/**
 * Programs that read standard input and write standard output, judged by checkers, by programs, or
 * in a conversation.
 *
 * <p>{@link dev.sce.judge.program.ProgramTask} is a problem as contests state them, judged by
 * {@link dev.sce.judge.program.ProgramGrader}. {@link dev.sce.judge.program.StdinTask} adds what
 * data sets of Python programs need, such as names that a program may use without importing them;
 * {@link dev.sce.judge.program.StdinGrader} judges it. Expected output never enters the sandbox.
 * Everything is immutable but for the grader's cache of compiled judges, and used by many threads.
 */
@NullMarked
package dev.sce.judge.program;

import org.jspecify.annotations.NullMarked;
