/** Tests of the stores on disk. */
@NullMarked
package dev.sce.cache;

import org.jspecify.annotations.NullMarked;
