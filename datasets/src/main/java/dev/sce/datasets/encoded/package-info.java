/**
 * Values that stand in a text in some other way than JSON: literals of Python, and compressed
 * pickles. Read strictly and within limits, so that nothing in them is ever run. Safe for use by
 * many threads.
 */
@NullMarked
package dev.sce.datasets.encoded;

import org.jspecify.annotations.NullMarked;
