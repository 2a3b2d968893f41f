@NullMarked
package dev.sce.datasets.checked;

import org.jspecify.annotations.NullMarked;
