/**
 * The rows of {@code sce run}, for every program that takes or gives them: a row becomes an
 * executable, a result becomes a row, and a file of results says where to continue.
 *
 * <p>A row either has its own {@code files} and {@code commands}, or goes through {@link
 * dev.sce.json.rows.Template}s; {@link dev.sce.json.rows.RowPreparer} does both. {@link
 * dev.sce.json.rows.ResultRow} writes results. {@link dev.sce.json.rows.ResultsFile} and {@link
 * dev.sce.json.rows.PendingRows} resume a run.
 *
 * <pre>{@code
 * RowPreparer preparer = RowPreparer.builder().build();
 * Executable program = preparer.executable(Json.MAPPER.readTree("{\"code\": \"print(1)\"}"));
 * Blob line = ResultRow.line(0, id, executor.execute(program));
 * }</pre>
 *
 * <p>Thread safety: preparers, templates and rows are immutable; readers are used by one thread.
 */
@NullMarked
package dev.sce.json.rows;

import org.jspecify.annotations.NullMarked;
