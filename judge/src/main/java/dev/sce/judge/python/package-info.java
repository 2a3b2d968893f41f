/**
 * Judges Python programs that must not be trusted, from outside of them.
 *
 * <p>Each sample runs in a process of its own inside the sandbox, beside a judge that runs the
 * tests and gets nothing from the sample but plain values; {@code
 * src/main/python/sce_judge/__init__.py} is the theory, docs/adr/0010 the reason. The graders here
 * build the request to the judge and read its report.
 *
 * <p>Everything is safe for use by many threads.
 */
@NullMarked
package dev.sce.judge.python;

import org.jspecify.annotations.NullMarked;
