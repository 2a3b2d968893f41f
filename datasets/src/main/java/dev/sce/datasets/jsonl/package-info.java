/**
 * This project's own format of problems, so that a new data set needs no Java. Everything is
 * immutable.
 */
@NullMarked
package dev.sce.datasets.jsonl;

import org.jspecify.annotations.NullMarked;
