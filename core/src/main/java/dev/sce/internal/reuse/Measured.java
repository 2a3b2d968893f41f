package dev.sce.internal.reuse;

import dev.sce.ExecutionResult;

/**
 * The result of an executable that was run.
 *
 * @param starved whether it is a wall-clock limit that an overloaded machine is to blame for
 */
public record Measured(ExecutionResult result, boolean starved) {}
