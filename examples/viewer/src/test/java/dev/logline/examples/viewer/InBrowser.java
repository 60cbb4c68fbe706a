package dev.logline.examples.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test of the page in a real browser; skipped where there is no Chromium. */
@Timeout(120)
abstract class InBrowser {
  static final long NOW = 1_790_000_000_000_000_000L;

  /** The rows of records or traces that are there. */
  static final String ROWS = "[...document.querySelectorAll('.space .row:not([hidden])')]";

  private static final String NO_BROWSER =
      "The page is not tested: there is no chromium on the path, and LOGLINE_CHROMIUM names none";

  @TempDir private static Path directory;
  private static Chromium chromium;

  Viewer viewer;
  Tab tab;

  @BeforeAll
  static void startBrowser() throws IOException {
    Optional<Path> binary = Chromium.find();
    if (binary.isEmpty()) {
      System.err.println(NO_BROWSER);
      return;
    }
    chromium = Chromium.start(binary.orElseThrow(), directory);
  }

  @AfterAll
  static void endBrowser() {
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
  }

  @BeforeEach
  void start() throws IOException {
    Assumptions.assumeTrue(chromium != null, NO_BROWSER);
    viewer = Viewer.start(0);
    tab = chromium.tab();
    tab.size(1280, 800, 1);
  }

  /** Whatever a test does, nothing is asked of anybody else, and nothing goes wrong. */
  @AfterEach
  void stop() {
    if (chromium == null) {
      return;
    }
    try {
      assertThat(tab.requests)
          .isNotEmpty()
          .allMatch(address -> address.startsWith(viewer.page()) || address.equals("about:blank"));
      assertThat(tab.problems).isEmpty();
    } finally {
      tab.call("Page.navigate", Map.of("url", "about:blank"));
      viewer.close();
    }
  }

  static String selected() {
    return "document.querySelector('.space .row[aria-selected=true]')";
  }
}
