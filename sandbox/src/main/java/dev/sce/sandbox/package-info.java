/**
 * The Linux sandbox: programs run in their own namespaces, with a small root file system, a system
 * call filter and real limits. Root is not required.
 *
 * <p>It is found through {@link dev.sce.spi.BackendProvider}; an application only needs this module
 * on its class path. {@link dev.sce.sandbox.MachineReport} reports what a machine supports.
 *
 * <p>One <em>slot</em> is one supervisor process (C, in the jar) with a sandbox created once, in
 * which programs run one after another. Thread safety: the backend is used by many threads, a slot
 * by one at a time.
 */
@NullMarked
package dev.sce.sandbox;

import org.jspecify.annotations.NullMarked;
