/**
 * Languages as data: how their programs are compiled and run, and which are installed.
 *
 * <p>{@link dev.sce.judge.language.LanguageTable} reads the table that ships with this module and
 * tables of the user's. {@link dev.sce.judge.language.Program} makes commands of source files.
 * {@link dev.sce.judge.language.LanguageProbe} tries every language inside the sandbox. Everything
 * is immutable.
 */
@NullMarked
package dev.sce.judge.language;

import org.jspecify.annotations.NullMarked;
