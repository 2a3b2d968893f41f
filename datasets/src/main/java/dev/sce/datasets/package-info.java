/**
 * Data sets: where problems and samples come from.
 *
 * <p>A {@link dev.sce.datasets.DataSet} reads one format. {@link dev.sce.datasets.DataSets} finds
 * them by name, also those of other jars on the class path. {@link dev.sce.datasets.JsonRows} reads
 * files of JSON objects, {@link dev.sce.datasets.SampleReader} samples as the field writes them.
 * Streams are used by one thread and must be closed; everything else is immutable.
 */
@NullMarked
package dev.sce.datasets;

import org.jspecify.annotations.NullMarked;
