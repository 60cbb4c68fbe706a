package dev.logline.examples.viewer;

import dev.logline.examples.receiver.OtlpReceiver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user may set.
 *
 * @param names of this host that requests may give beside the loopback's
 * @param memory in bytes, for all that is kept
 * @param records how many are kept, and how many spans
 */
record ViewerOptions(int port, InetAddress host, List<String> names, long memory, int records) {
  static final String USAGE =
      """
      usage: java -jar logline-viewer.jar [option ...]
        Receives OTLP over HTTP (protobuf and JSON, gzip too) and shows it on a web page.
        --port <number>      where to listen; 0 for any port that is free (default 4318)
        --host <address>     on which address; 0.0.0.0 for all (default 127.0.0.1)
        --allow-host <name>  a name of this host that requests may give beside localhost;
                             may be given more than once
        --memory <size>      for all that is kept, such as 256MiB; at least 4MiB and at most
                             half of the heap (default 64MiB)
        --records <number>   how many records are kept, and how many spans, up to 1000000
                             (default 10000)
        --help               prints this
      """;

  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final long DEFAULT_MEMORY = 64L << 20;
  private static final long MIN_MEMORY = 4L << 20;
  private static final int DEFAULT_RECORDS = 10_000;
  private static final int MAX_RECORDS = 1_000_000;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KiB|MiB|GiB)");

  /** An option makes no sense; the message names it and its value. */
  static final class Wrong extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  /**
   * Reads what is on the command line.
   *
   * @throws Wrong at the first that makes no sense
   */
  static ViewerOptions parse(List<String> arguments) {
    int port = OtlpReceiver.DEFAULT_PORT;
    InetAddress host = host(DEFAULT_HOST);
    List<String> names = new ArrayList<>();
    long heap = Runtime.getRuntime().maxMemory();
    long memory = Math.min(DEFAULT_MEMORY, heap / 2);
    int records = DEFAULT_RECORDS;
    Iterator<String> left = arguments.iterator();
    while (left.hasNext()) {
      String option = left.next();
      switch (option) {
        case "--port" -> port = number(option, value(option, left), 0, 65_535);
        case "--host" -> host = host(value(option, left));
        case "--allow-host" -> names.add(value(option, left));
        case "--memory" -> memory = size(value(option, left), heap / 2);
        case "--records" -> records = number(option, value(option, left), 1, MAX_RECORDS);
        default -> throw new Wrong("there is no option " + option);
      }
    }
    return new ViewerOptions(port, host, List.copyOf(names), memory, records);
  }

  private static String value(String option, Iterator<String> left) {
    if (!left.hasNext()) {
      throw new Wrong(option + " has no value");
    }
    return left.next();
  }

  private static int number(String option, String value, int min, int max) {
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Wrong("%s %s is not a number from %d to %d".formatted(option, value, min, max));
  }

  private static long size(String value, long max) {
    Matcher size = SIZE.matcher(value);
    if (!size.matches()) {
      throw new Wrong("--memory " + value + " is not a size such as 64MiB");
    }
    int shift = 10 * ("KMG".indexOf(size.group(2).charAt(0)) + 1);
    long bytes = Long.parseLong(size.group(1)) << shift;
    if (bytes < MIN_MEMORY) {
      throw new Wrong("--memory " + value + " is less than " + (MIN_MEMORY >> 20) + "MiB");
    }
    if (bytes > max) {
      throw new Wrong(
          "--memory %s is more than half of the heap, %dMiB; java -Xmx sets that"
              .formatted(value, max >> 20));
    }
    return bytes;
  }

  private static InetAddress host(String value) {
    try {
      return InetAddress.getByName(value);
    } catch (UnknownHostException e) {
      throw new Wrong("--host " + value + " is not an address of this machine");
    }
  }
}
