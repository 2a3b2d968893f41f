/** The named processors of this library, and those that a program adds. */
@NullMarked
package dev.sce.eval.processor;

import org.jspecify.annotations.NullMarked;
