/**
 * Reads rows of JSON, from lines or one array, compressed or not, none of them as a whole.
 *
 * <p>A row that cannot be read becomes a row with a problem and a place, so that the others still
 * count. Readers are used by one thread.
 */
@NullMarked
package dev.sce.json;

import org.jspecify.annotations.NullMarked;
