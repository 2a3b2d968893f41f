package dev.sce.judge.program;

/**
 * One run of a program.
 *
 * @param name the test's name or number
 * @param input its standard input, exactly
 * @param expected what it should print; stays outside the sandbox
 */
public record StdinTest(String name, String input, String expected) {}
