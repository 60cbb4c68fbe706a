package dev.logline.benchmarks.common;

import java.io.File;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The entries of this JVM's class path that a program shall have. */
public final class ClassPath {
  private ClassPath() {}

  /** Without the entries that match, so that a program has nothing of another one's. */
  public static String without(Pattern foreign) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !foreign.matcher(entry).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
