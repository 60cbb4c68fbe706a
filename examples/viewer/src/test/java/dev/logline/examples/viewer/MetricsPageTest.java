package dev.logline.examples.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The metrics in a real browser. */
final class MetricsPageTest extends InBrowser {
  @Test
  void chartsEachSeries() {
    new ShopDemo(viewer.endpoint(), NOW).send(0);
    tab.open(viewer.page() + "metrics");
    tab.waitFor("document.querySelectorAll('.card').length === 9");

    assertThat(card("shop.orders")).contains("205 order", "0 – 205", "sum", "checkout");
    assertThat(card("jvm.thread.count")).contains("21 – 27", "gauge");
    assertThat(card("http.server.request.duration")).contains(" s", "histogram, mean");
    assertThat(card("jvm.memory.used"))
        .contains("jvm.memory.type=heap")
        .contains("jvm.memory.type=non_heap");
    assertThat(tab.evaluate("document.querySelectorAll('.card polyline.line').length").asInt())
        .isEqualTo(9);
    assertThat(
            tab.evaluate(
                    "document.querySelector('.card polyline.line').getAttribute('points')"
                        + ".split(' ').length")
                .asInt())
        .isEqualTo(30);
  }

  @Test
  void showsSumsPerSecondAndHistogramsByCountAtAnAddress() {
    new ShopDemo(viewer.endpoint(), NOW).send(0);
    tab.open(viewer.page() + "metrics?sums=rate&histograms=count&service=checkout");
    tab.waitFor("document.querySelectorAll('.card').length === 7");

    // 128 each 10 seconds.
    assertThat(card("otel.sdk.processor.log.processed"))
        .contains("12.8 log_record/s", "12.8 – 12.8", "sum, per second");
    assertThat(card("http.server.request.duration")).contains("1 – 175", "histogram, count");

    tab.press("/");
    tab.type("queue_full");
    tab.waitFor("document.querySelectorAll('.card').length === 1");
    assertThat(tab.text("location.search"))
        .isEqualTo("?q=queue_full&service=checkout&sums=rate&histograms=count");
  }

  private String card(String name) {
    List<String> texts = new ArrayList<>();
    tab.evaluate(
            "[...document.querySelectorAll('.card')]"
                + ".filter(card => card.querySelector('h3').textContent === '%s')".formatted(name)
                + ".map(card => card.innerText.replaceAll('\\n', ' '))")
        .forEach(text -> texts.add(text.asText()));
    assertThat(texts).isNotEmpty();
    return String.join(" ", texts);
  }
}
