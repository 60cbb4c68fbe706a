package dev.logline.benchmarks.speed.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The sink's process: prints its ports, then answers {@code take <run>}, {@code read <file>},
 * {@code hold} and {@code release}. It ends with its standard input.
 */
public final class SinkMain {
  /** How far away the distant endpoint is, there and back. */
  private static final Duration ROUND_TRIP = Duration.ofMillis(50);

  private SinkMain() {}

  public static void main(String[] args) throws IOException {
    Sink sink = new Sink();
    int prompt = HttpEndpoint.listen(sink, SequenceReader::read, true);
    say("http " + prompt);
    say("loopback " + HttpEndpoint.listen(sink, SequenceReader::read, false));
    say("loki " + HttpEndpoint.listen(sink, LokiReader::read, true));
    say("distant " + Relay.listen(prompt, ROUND_TRIP.dividedBy(2)));
    say("grpc " + Relay.listen(GrpcEndpoint.listen(sink), Duration.ZERO));
    say("ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "take" -> say("run " + words[1] + " " + sink.take(Integer.parseInt(words[1])));
        case "read" -> {
          sink.read(Path.of(words[1]));
          say("read " + words[1]);
        }
        case "hold" -> sink.hold();
        case "release" -> sink.release();
        default -> throw new IllegalArgumentException(line);
      }
    }
    System.exit(0);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
