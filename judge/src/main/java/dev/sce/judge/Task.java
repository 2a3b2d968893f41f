package dev.sce.judge;

/**
 * How the samples of a problem are judged: what they are given and what is expected of them.
 *
 * <p>Implementations are records of plain data, one for each way of judging; data sets make them
 * and exactly one {@link Grader} knows each.
 */
public interface Task {}
