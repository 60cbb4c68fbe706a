package dev.logline.examples.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium with a profile of its own, driven over its DevTools protocol. */
final class Chromium implements AutoCloseable {
  private static final String VARIABLE = "LOGLINE_CHROMIUM";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Consumer<JsonNode>> sessions = new ConcurrentHashMap<>();

  private Chromium(Process process, URI devTools) {
    this.process = process;
    this.socket =
        client
            .newWebSocketBuilder()
            .connectTimeout(LIMIT)
            .buildAsync(devTools, new Listener())
            .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
            .join();
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
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--no-sandbox"); // which it does not start without as root
    }
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
        call(null, "Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    String session =
        call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    return new Tab(this, session);
  }

  void listen(String session, Consumer<JsonNode> events) {
    sessions.put(session, events);
  }

  JsonNode call(String session, String method, Map<String, ?> parameters) {
    int id = lastId.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(message.toString(), true).join();
    return answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    try {
      call(null, "Browser.close", Map.of());
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      socket.abort();
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

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          take(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        } finally {
          text.setLength(0);
        }
      }
      from.request(1);
      return null;
    }

    private void take(JsonNode message) {
      if (!message.has("id")) {
        Consumer<JsonNode> events = sessions.get(message.path("sessionId").asText());
        if (events != null) {
          events.accept(message);
        }
        return;
      }
      CompletableFuture<JsonNode> answer = waiting.remove(message.get("id").asInt());
      if (message.has("error")) {
        answer.completeExceptionally(new IllegalStateException(message.get("error").toString()));
      } else {
        answer.complete(message.get("result"));
      }
    }
  }
}
