/**
 * Tasks that call a function of a Python program and compare what it returns.
 *
 * <p>The comparison happens here, in Java, and the expected values never enter the sandbox. A
 * program can print, exit, replace functions or objects, or take over the driver beside it: all it
 * can ever say is which values it returns, and those are right or they are not.
 *
 * <p>{@link dev.sce.eval.calls.CallTask} holds the calls, {@link dev.sce.eval.calls.CallGrader}
 * judges, {@link dev.sce.eval.calls.PythonEquality} compares. Everything is immutable.
 */
@NullMarked
package dev.sce.eval.calls;

import org.jspecify.annotations.NullMarked;
