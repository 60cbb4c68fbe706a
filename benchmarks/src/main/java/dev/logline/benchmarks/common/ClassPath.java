package dev.logline.benchmarks.common;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The entries of this JVM's class path that a program shall have. */
public final class ClassPath {
  private ClassPath() {}

  public static List<Path> entries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  /** Without the entries that match, so that a program has nothing of another one's. */
  public static String without(Pattern foreign) {
    return join(foreign.asMatchPredicate().negate());
  }

  /** The entries that match. */
  public static String only(Pattern wanted) {
    return join(wanted.asMatchPredicate());
  }

  private static String join(Predicate<String> wanted) {
    return entries().stream()
        .map(Path::toString)
        .filter(wanted)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** All jars in the directory of that name beside the classes of this module. */
  public static String beside(String name) {
    return entries().stream()
        .filter(entry -> entry.endsWith(Path.of("benchmarks", "target", "classes")))
        .map(entry -> entry.resolveSibling(name).resolve("*").toString())
        .findFirst()
        .orElseThrow();
  }
}
