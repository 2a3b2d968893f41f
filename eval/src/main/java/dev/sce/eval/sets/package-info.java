/**
 * All data sets by name, and the format of problems that needs no Java.
 *
 * <p>{@link dev.sce.eval.sets.DataSets} knows every data set of this module. Everything is
 * immutable.
 */
@NullMarked
package dev.sce.eval.sets;

import org.jspecify.annotations.NullMarked;
