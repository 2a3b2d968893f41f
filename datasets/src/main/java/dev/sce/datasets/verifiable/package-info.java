/**
 * Rows that carry their own tests, as code of training writes them: found, decoded and understood
 * row by row, and rewarded by a named rule.
 */
@NullMarked
package dev.sce.datasets.verifiable;

import org.jspecify.annotations.NullMarked;
