/**
 * Stores results in SQLite files: the cache shared by several processes, and the temporary store of
 * one batch.
 *
 * <p>Found by {@link java.util.ServiceLoader} when {@code dedupe} or {@code resultCache} of {@link
 * dev.sce.ExecutionConfig} is used; no API is needed. Safe for use by many threads.
 *
 * <pre>{@code
 * ExecutionConfig config = ExecutionConfig.builder().dedupe(true).build();
 * }</pre>
 */
@NullMarked
package dev.sce.cache;

import org.jspecify.annotations.NullMarked;
