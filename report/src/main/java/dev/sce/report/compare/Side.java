package dev.sce.report.compare;

/**
 * One of the evaluations that are compared.
 *
 * @param directory its directory, as it was named
 * @param finished whether all its samples have a row
 * @param samples rows
 * @param judged those with a judgement
 * @param excluded those without, which no score counts
 * @param withoutProblem how many of the excluded name no problem of the data set
 * @param problems problems with at least one judged sample
 */
public record Side(
    String directory,
    boolean finished,
    long samples,
    long judged,
    long excluded,
    long withoutProblem,
    int problems) {}
