/**
 * The Linux sandbox: programs run in namespaces of their own with a small root file system, a
 * system call filter and real limits, without root.
 *
 * <p>It is found through {@link dev.sce.spi.BackendProvider}; having this module on the class path
 * is all that an application does. {@link dev.sce.sandbox.MachineReport} tells what a machine
 * gives.
 *
 * <p>One <em>slot</em> is one supervisor process (C, in the jar) with a sandbox made once, in which
 * programs run one after the other. Thread safety: the backend is used by many threads, a slot by
 * one at a time.
 */
@NullMarked
package dev.sce.sandbox;

import org.jspecify.annotations.NullMarked;
