/**
 * Data sets: where problems and samples come from.
 *
 * <p>A {@link dev.sce.eval.data.DataSet} reads one format. {@link dev.sce.eval.data.JsonRows} reads
 * files of JSON objects, {@link dev.sce.eval.data.SampleReader} samples as the field writes them.
 * Streams are used by one thread and must be closed; everything else is immutable.
 */
@NullMarked
package dev.sce.eval.data;

import org.jspecify.annotations.NullMarked;
