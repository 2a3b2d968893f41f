package dev.sce.judge;

import org.jspecify.annotations.Nullable;

/**
 * What a model wrote for a problem.
 *
 * @param problemId the problem's id
 * @param number which of the problem's samples, from 0, in the order they are given
 * @param code the completion or the whole program, as {@code complete} says
 * @param complete whether the code stands alone; otherwise it continues the problem's prompt
 * @param language its language, where the sample says so
 */
public record Sample(
    String problemId, int number, String code, boolean complete, @Nullable String language) {}
