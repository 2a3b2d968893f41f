/**
 * The interface for backends: a backend opens a {@link dev.sce.spi.Workspace} for an executable,
 * runs commands in it one after the other, reads files back, and removes everything.
 *
 * <p>{@link java.util.ServiceLoader} finds providers. Many threads use a backend at once; one
 * thread at a time uses a workspace. Every backend must pass the contract suite of the testkit.
 */
@NullMarked
package dev.sce.spi;

import org.jspecify.annotations.NullMarked;
