/**
 * Tasks that call a function of a Python program and compare what it returns.
 *
 * <p>The comparison happens here, in Java, and the expected values never enter the sandbox. A
 * program can print, exit, replace functions or objects, or take over the driver beside it: all it
 * can ever say is which values it returns, and those are right or they are not.
 *
 * <p>{@link dev.sce.judge.call.CallTask} holds the calls, {@link dev.sce.judge.call.CallGrader}
 * judges, {@link dev.sce.judge.call.PythonEquality} compares. Everything is immutable.
 */
@NullMarked
package dev.sce.judge.call;

import org.jspecify.annotations.NullMarked;
