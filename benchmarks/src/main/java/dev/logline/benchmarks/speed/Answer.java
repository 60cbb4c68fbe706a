package dev.logline.benchmarks.speed;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** {@code name=value} pairs that a process has printed. */
record Answer(String text) {
  long number(String name) {
    Matcher matcher = matcher(name);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + name + " in: " + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** All values of that name, in order. */
  DoubleStream numbers(String name) {
    return matcher(name)
        .results()
        .map(MatchResult::group)
        .mapToDouble(pair -> Double.parseDouble(pair.substring(pair.indexOf('=') + 1)));
  }

  private Matcher matcher(String name) {
    return Pattern.compile("\\b" + name + "=(-?[\\d.E]+)").matcher(text);
  }
}
