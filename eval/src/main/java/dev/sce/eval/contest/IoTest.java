package dev.sce.eval.contest;

import dev.sce.Blob;

/**
 * One test of a contest problem.
 *
 * @param name its name within the problem, for example {@code secret/01}
 * @param input what the program reads
 * @param answer what is expected, or what the judge is told
 */
public record IoTest(String name, Blob input, Blob answer) {}
