package dev.logline.examples.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the collector: in the system property {@code logline.collector}, in the environment
 * variable {@code LOGLINE_COLLECTOR}, or where {@code .ci/collector/build} leaves it.
 */
final class CollectorBinary {
  private static final Pattern VERSION = Pattern.compile("(?m)^  version: *(\\S+)$");
  private static final int HASH_DIGITS = 12;

  private CollectorBinary() {}

  /** The binary; without one, the test that asks is skipped. */
  static Path findOrSkip() throws IOException {
    Optional<Path> named =
        Stream.of(System.getProperty("logline.collector"), System.getenv("LOGLINE_COLLECTOR"))
            .filter(path -> path != null && !path.isEmpty())
            .map(Path::of)
            .findFirst();
    if (named.isPresent()) {
      assertThat(named.get()).isExecutable();
      return named.get();
    }
    Path built = directory().resolve("otelcol");
    assumeTrue(
        Files.isExecutable(built),
        "skipped: there is no collector at " + built + "; .ci/collector/build makes it");
    return built;
  }

  private static Path directory() throws IOException {
    String directory = System.getenv("LOGLINE_COLLECTOR_DIR");
    if (directory != null && !directory.isEmpty()) {
      return Path.of(directory);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path root =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    byte[] manifest = Files.readAllBytes(Path.of("../../.ci/collector/manifest.yaml"));
    Matcher version = VERSION.matcher(new String(manifest, UTF_8));
    assertThat(version.find()).isTrue();
    return root.resolve("logline/otelcol-" + version.group(1) + "-" + hash(manifest));
  }

  private static String hash(byte[] manifest) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(manifest);
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
