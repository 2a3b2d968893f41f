package dev.sce.sandbox;

/** Limits as this machine enforces them: by control groups where it has them. */
class LimitsTest extends LimitsSuite {}
