package dev.logline.examples.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes pictures of all views in target/screenshots, and the README's where {@code
 * -Dlogline.screenshot=screenshot.png} says.
 */
@EnabledIfSystemProperty(named = "logline.screenshot", matches = ".+")
final class ScreenshotTest {
  @TempDir private Path directory;

  @Test
  void picturesOfEachView() throws Exception {
    Path into = Files.createDirectories(Path.of("target", "screenshots"));
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    try (Viewer viewer = Viewer.start(0);
        Chromium chromium = Chromium.start(Chromium.find().orElseThrow(), directory)) {
      new ShopDemo(viewer.endpoint(), now).send(9);
      for (String scheme : List.of("light", "dark")) {
        Tab tab = chromium.tab();
        tab.size(1280, 720, 1);
        tab.prefer(scheme);
        picture(tab, viewer, "", ".space .row", into.resolve("records-" + scheme + ".png"));
        picture(
            tab,
            viewer,
            "traces/" + ShopDemo.FAILED,
            ".wf-row:nth-child(14)",
            into.resolve("trace-" + scheme + ".png"));
        picture(tab, viewer, "traces", ".space .row", into.resolve("traces-" + scheme + ".png"));
        picture(tab, viewer, "metrics", ".card", into.resolve("metrics-" + scheme + ".png"));
        picture(tab, viewer, "losses", "table", into.resolve("losses-" + scheme + ".png"));
      }
    }
    Path readme = Path.of(System.getProperty("logline.screenshot"));
    Files.copy(into.resolve("trace-light.png"), readme, StandardCopyOption.REPLACE_EXISTING);

    assertThat(readme).isNotEmptyFile();
  }

  private static void picture(Tab tab, Viewer viewer, String path, String awaited, Path file) {
    tab.open(viewer.page() + path);
    tab.waitFor("document.querySelector('" + awaited + "')");
    if (path.endsWith(ShopDemo.FAILED)) {
      tab.evaluate(
          "[...document.querySelectorAll('.wf-row')]"
              + ".find(row => row.textContent.includes('not paid')).click()");
    }
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assertThatCode(() -> Files.write(file, tab.screenshot())).doesNotThrowAnyException();
  }
}
