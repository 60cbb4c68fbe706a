package dev.logline.examples.endtoend.crac;

/** As of a JVM with CRaC. */
@SuppressWarnings("serial")
public final class CheckpointException extends Exception {}
