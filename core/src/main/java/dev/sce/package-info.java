/**
 * Runs many untrusted programs and reports, for each, exactly what happened.
 *
 * <p>A {@link dev.sce.Preprocessor} turns a <em>prediction</em> (any object) into an {@link
 * dev.sce.Executable}: files plus commands. A {@link dev.sce.CodeExecutor} runs it, and a {@link
 * dev.sce.Postprocessor} combines the prediction with its {@link dev.sce.ExecutionResult}. A
 * program that fails is data, never an exception.
 *
 * <pre>{@code
 * ExecutionConfig config = ExecutionConfig.builder().isolation(Isolation.NONE).build();
 * try (CodeExecutor executor = CodeExecutor.create(config)) {
 *   ExecutionResult result =
 *       executor.execute(Executable.python("print('Hello, World!')"));
 *   System.out.print(result.output());
 * }
 * }</pre>
 *
 * <p>Thread safety: every value type here is immutable. A {@code CodeExecutor} may be used by many
 * threads at once; pre- and postprocessors may be called concurrently.
 */
@NullMarked
package dev.sce;

import org.jspecify.annotations.NullMarked;
