package dev.logline.examples.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium with a profile of its own, driven over {@link DevTools}. */
final class Chromium implements AutoCloseable {
  private static final String VARIABLE = "LOGLINE_CHROMIUM";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final DevTools devTools;

  private Chromium(Process process, URI address) {
    this.process = process;
    this.devTools = new DevTools(address);
  }

  /** The one that {@code LOGLINE_CHROMIUM} names, or one on the path. */
  static Optional<Path> find() {
    String named = System.getenv(VARIABLE);
    if (named != null && !named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            directory ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path binary, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binary.toString());
    command.add("--headless=new");
    command.add("--remote-debugging-port=0");
    command.add("--user-data-dir=" + directory.resolve("profile"));
    command.add("--disable-gpu");
    command.add("--disable-dev-shm-usage");
    command.add("--disable-background-networking");
    command.add("--disable-component-update");
    command.add("--disable-sync");
    command.add("--no-first-run");
    command.add("--no-default-browser-check");
    command.add("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
    command.add("--window-size=1280,800");
    command.add("--no-sandbox"); // neither root nor most containers have one; the page is ours
    command.add("about:blank");
    Path errors = directory.resolve("stderr");
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Chromium(process, devTools(process, errors));
    } catch (RuntimeException e) {
      end(process);
      throw e;
    }
  }

  /** A new tab. */
  Tab tab() {
    String target =
        devTools
            .call(null, "Target.createTarget", Map.of("url", "about:blank"))
            .get("targetId")
            .asText();
    String session =
        devTools
            .call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    return new Tab(devTools, session);
  }

  @Override
  public void close() {
    try {
      devTools.call(null, "Browser.close", Map.of());
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      devTools.close();
      end(process);
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    // Until it is gone it writes to its profile, which is deleted after this.
    all.forEach(handle -> handle.onExit().orTimeout(5, TimeUnit.SECONDS).join());
  }

  private static URI devTools(Process process, Path errors) {
    String marker = "DevTools listening on ";
    return Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("Chromium ended: " + Files.readString(errors));
              }
              return Files.readString(errors, UTF_8)
                  .lines()
                  .filter(line -> line.startsWith(marker))
                  .map(line -> URI.create(line.substring(marker.length()).strip()))
                  .findFirst();
            },
            Optional::isPresent)
        .orElseThrow();
  }
}
