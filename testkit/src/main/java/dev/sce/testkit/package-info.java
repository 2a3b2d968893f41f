/**
 * Shared tests for backends: the {@linkplain dev.sce.testkit.BackendContract contract} every
 * backend must meet and the {@linkplain dev.sce.testkit.LeakCheck leak checker}.
 */
@NullMarked
package dev.sce.testkit;

import org.jspecify.annotations.NullMarked;
