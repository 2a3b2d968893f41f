/** Tests of this package. */
@NullMarked
package dev.sce.json.rows;

import org.jspecify.annotations.NullMarked;
