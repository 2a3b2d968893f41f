/**
 * Writes an evaluation as one HTML page that needs neither a network nor other files.
 *
 * <pre>{@code
 * EvaluationDirectory directory = EvaluationDirectory.open(Path.of("out"));
 * new ReportPage(directory, null, null, LanguageTable.standard(), "0.1.0")
 *     .write(Path.of("report.html"));
 * }</pre>
 *
 * <p>Everything here is used by one thread.
 */
@NullMarked
package dev.sce.report.page;

import org.jspecify.annotations.NullMarked;
