/** Tests of this package. */
@NullMarked
package dev.sce.json;

import org.jspecify.annotations.NullMarked;
