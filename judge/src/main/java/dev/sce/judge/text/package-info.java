/**
 * Programs in what models write: between fences, after their reasoning.
 *
 * <p>An {@link dev.sce.judge.text.ExtractionRule} takes the program out of a text. Each rule is one
 * of those in use, and they differ by several points of pass@1 on the same texts, so whoever uses
 * one says which. Everything is immutable and takes time in proportion to the length of the text,
 * whatever a model wrote.
 */
@NullMarked
package dev.sce.judge.text;

import org.jspecify.annotations.NullMarked;
