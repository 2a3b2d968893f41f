/** Tests of the programs that are resources of this module. */
@NullMarked
package dev.sce.judge.resource;

import org.jspecify.annotations.NullMarked;
