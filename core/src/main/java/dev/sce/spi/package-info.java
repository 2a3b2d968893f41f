/**
 * How a backend plugs in: it opens a {@link dev.sce.spi.Workspace} for an executable, runs commands
 * in it one after the other, reads files back, and removes everything.
 *
 * <p>A provider is found with {@link java.util.ServiceLoader}. Backends are used by many threads at
 * once, a workspace by one thread at a time. Every backend must pass the contract suite of the
 * testkit.
 */
@NullMarked
package dev.sce.spi;

import org.jspecify.annotations.NullMarked;
