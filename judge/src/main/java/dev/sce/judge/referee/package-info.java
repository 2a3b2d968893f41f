/**
 * Lets a trusted program, which judges, talk with an untrusted one in the same sandbox, so that the
 * untrusted one can do nothing but talk.
 *
 * <p>{@link dev.sce.judge.referee.Conversation} says who runs and with what, {@link
 * dev.sce.judge.referee.Referee} makes a command of it and reads what came out. The theory stands
 * at the head of {@code referee.py}. Used for interactive problems and for tests that call the code
 * under test. Everything is immutable.
 */
@NullMarked
package dev.sce.judge.referee;

import org.jspecify.annotations.NullMarked;
