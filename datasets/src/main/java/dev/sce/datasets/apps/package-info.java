/**
 * APPS: programs judged by their output, or functions judged by what they return.
 *
 * <p>{@link dev.sce.datasets.apps.AppsDataSet} reads it, as rows or as folders. Everything is
 * immutable.
 */
@NullMarked
package dev.sce.datasets.apps;

import org.jspecify.annotations.NullMarked;
