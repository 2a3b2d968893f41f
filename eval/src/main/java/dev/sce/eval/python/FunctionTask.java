package dev.sce.eval.python;

import dev.sce.Limits;
import dev.sce.eval.Task;

/**
 * A function to be written, and a test that calls it: HumanEval's way.
 *
 * @param prompt the beginning of the program, which a sample that is not complete continues
 * @param entryPoint the name of the function
 * @param test Python that defines {@code check(candidate)}
 * @param limits of one sample
 */
public record FunctionTask(String prompt, String entryPoint, String test, Limits limits)
    implements Task {}
