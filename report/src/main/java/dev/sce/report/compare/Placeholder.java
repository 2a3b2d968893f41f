package dev.sce.report.compare;

final class Placeholder {}
