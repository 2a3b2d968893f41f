/** Tests that what a program prints, or a sample says, cannot make this process slow. */
@NullMarked
package dev.sce.eval.cost;

import org.jspecify.annotations.NullMarked;
