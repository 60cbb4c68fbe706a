package dev.logline.logrecord;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A framework's levels as severity numbers of OpenTelemetry: a table for those it names, and
 * between two of them the numbers between theirs, so that a custom level is never raised to its
 * neighbour.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber">
 *     SeverityNumber</a>
 */
public final class SeverityTable {
  private static final String[] NAMES = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"};

  private final int[] levels;
  private final int[] severities;
  private final Map<String, Integer> overrides; // by names in upper case
  private final boolean overridden; // asked for each record, which the map would take longer to say

  private SeverityTable(int[] levels, int[] severities, Map<String, Integer> overrides) {
    this.levels = levels;
    this.severities = severities;
    this.overrides = overrides;
    this.overridden = !overrides.isEmpty();
  }

  /**
   * A table of pairs: the framework's number of a level and its severity number, both ascending.
   */
  public static SeverityTable of(int... levelsAndSeverities) {
    int size = levelsAndSeverities.length / 2;
    int[] levels = new int[size];
    int[] severities = new int[size];
    for (int i = 0; i < size; i++) {
      levels[i] = levelsAndSeverities[2 * i];
      severities[i] = levelsAndSeverities[2 * i + 1];
    }
    return new SeverityTable(levels, severities, Map.of());
  }

  /**
   * The same table with entries of a user's: the option {@code levelMapping}, such as {@code
   * NOTICE=INFO2,AUDIT=17}, upper or lower case.
   *
   * @throws IllegalArgumentException naming the option and the entry that does not fit
   */
  public SeverityTable with(String levelMapping) {
    Map<String, Integer> entries = new HashMap<>(overrides);
    for (String entry : levelMapping.split(",")) {
      if (entry.isBlank()) {
        continue;
      }
      int equals = entry.indexOf('=');
      int number = equals < 1 ? 0 : number(entry.substring(equals + 1).trim());
      if (number == 0) {
        throw new IllegalArgumentException(
            "option levelMapping: '"
                + entry.trim()
                + "' is not LEVEL=SEVERITY, with a severity"
                + " such as INFO2, or a number from 1 to 24");
      }
      entries.put(entry.substring(0, equals).trim().toUpperCase(Locale.ROOT), number);
    }
    return new SeverityTable(levels, severities, Map.copyOf(entries));
  }

  /** The levels that a user has given a number, in upper case. */
  public Set<String> overridden() {
    return overrides.keySet();
  }

  /** The number of {@code INFO2} or {@code 10}, or 0 where it is none. */
  private static int number(String severity) {
    String name = severity.toUpperCase(Locale.ROOT);
    if (name.matches("\\d{1,2}")) {
      int number = Integer.parseInt(name);
      return number <= 24 ? number : 0;
    }
    for (int i = 0; i < NAMES.length; i++) {
      if (name.matches(NAMES[i] + "[234]?")) {
        int step = name.length() == NAMES[i].length() ? 1 : name.charAt(name.length() - 1) - '0';
        return 4 * i + step;
      }
    }
    return 0;
  }

  /**
   * The severity number, 1 to 24.
   *
   * @param level the framework's number, growing with severity
   * @param name the framework's name, for which a user may have set a number
   */
  public int severity(int level, String name) {
    if (overridden) {
      Integer override = overrides.get(name.toUpperCase(Locale.ROOT));
      if (override != null) {
        return override;
      }
    }
    int last = levels.length - 1;
    if (level >= levels[last]) {
      return severities[last];
    }
    int i = last / 2; // nearer to most
    while (i < last && levels[i + 1] <= level) {
      i++;
    }
    while (i > 0 && levels[i] > level) {
      i--;
    }
    if (level <= levels[i]) {
      return severities[i]; // exactly this one, or below the lowest
    }
    int between = severities[i + 1] - severities[i] - 1;
    if (between <= 0) {
      return severities[i];
    }
    long distance = (long) level - levels[i];
    long width = (long) levels[i + 1] - levels[i];
    return severities[i] + 1 + (int) (distance * between / width);
  }
}
