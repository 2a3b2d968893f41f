/**
 * The portable backend on the JDK's {@link java.lang.ProcessBuilder}: no isolation at all, but
 * every program is timed, capped and ended with all its descendants.
 */
@NullMarked
package dev.sce.internal.process;

import org.jspecify.annotations.NullMarked;
