/**
 * APPS: programs judged by their output, or functions judged by what they return.
 *
 * <p>{@link dev.sce.eval.apps.AppsDataSet} reads it, as rows or as folders. Everything is
 * immutable.
 */
@NullMarked
package dev.sce.eval.apps;

import org.jspecify.annotations.NullMarked;
