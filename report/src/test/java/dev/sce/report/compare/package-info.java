@NullMarked
package dev.sce.report.compare;

import org.jspecify.annotations.NullMarked;
