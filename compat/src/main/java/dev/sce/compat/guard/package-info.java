/**
 * The original's reliability guard and memory limit for Python programs, for those who run without
 * the sandbox.
 *
 * <p><b>Not a security boundary.</b> They keep careless programs from doing harm by accident. A
 * program that wants to gets every function back in a line or two, and can do anything that the
 * user may do whom it runs as. With the sandbox they are not needed: its limits are real.
 */
@NullMarked
package dev.sce.compat.guard;

import org.jspecify.annotations.NullMarked;
