/**
 * Takes the result of an executable from an identical one. Not for use outside the library.
 *
 * <p>{@link dev.sce.internal.reuse.Reuse} is the way in. Nothing here is loaded unless it is asked
 * for.
 */
@NullMarked
package dev.sce.internal.reuse;

import org.jspecify.annotations.NullMarked;
