/** What the modules of this project share and nobody else can reach: not a part of the API. */
@NullMarked
package dev.sce.support;

import org.jspecify.annotations.NullMarked;
