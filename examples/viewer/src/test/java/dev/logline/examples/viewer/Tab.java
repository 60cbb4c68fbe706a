package dev.logline.examples.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A tab of the browser; it remembers what was asked of the network and what went wrong. */
final class Tab {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The addresses of all requests. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** Exceptions, and what the browser itself complained of. */
  final List<String> problems = new CopyOnWriteArrayList<>();

  private final DevTools devTools;
  private final String session;

  Tab(DevTools devTools, String session) {
    this.devTools = devTools;
    this.session = session;
    devTools.listen(session, this::take);
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  void open(String address) {
    call("Page.navigate", Map.of("url", address));
    waitFor("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** What an expression gives, awaited if it is a promise. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  String text(String expression) {
    return evaluate(expression).asText();
  }

  /** Waits until an expression is true. */
  void waitFor(String expression) {
    Awaitility.await(expression)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions() // of a page that is just going
        .until(() -> evaluate("Boolean(" + expression + ")").asBoolean());
  }

  /** Presses a key, as a keyboard does. */
  void press(String key) {
    String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
    int code =
        switch (key) {
          case "Enter" -> 13;
          case "Escape" -> 27;
          case "Home" -> 36;
          case "End" -> 35;
          case "ArrowDown" -> 40;
          case "ArrowUp" -> 38;
          default -> key.toUpperCase(Locale.ROOT).charAt(0);
        };
    call(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyDown", "key", key, "text", text, "windowsVirtualKeyCode", code));
    call(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
  }

  void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  /** Clicks into the middle of the first element that is found. */
  void click(String selector) {
    JsonNode middle =
        evaluate(
            "(() => { const r = document.querySelector('"
                + selector
                + "').getBoundingClientRect();"
                + " return [r.x + r.width / 2, r.y + r.height / 2]; })()");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              middle.get(0).asDouble(),
              "y",
              middle.get(1).asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Has the browser prefer "light" or "dark". */
  void prefer(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void size(int width, int height, double scale) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
  }

  byte[] screenshot() {
    return Base64.getDecoder()
        .decode(call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText());
  }

  JsonNode call(String method, Map<String, ?> parameters) {
    return devTools.call(session, method, parameters);
  }

  private void take(JsonNode event) {
    JsonNode parameters = event.path("params");
    switch (event.path("method").asText()) {
      case "Network.requestWillBeSent" ->
          requests.add(parameters.path("request").path("url").asText());
      case "Runtime.exceptionThrown" ->
          problems.add(parameters.path("exceptionDetails").toString());
      case "Log.entryAdded" -> problems.add(parameters.path("entry").toString());
      default -> {}
    }
  }
}
