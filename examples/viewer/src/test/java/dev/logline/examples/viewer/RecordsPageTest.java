package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The records in a real browser. */
final class RecordsPageTest extends InBrowser {
  @Test
  void saysWhereToSendWhenNothingHasCome() {
    tab.open(viewer.page());

    tab.waitFor("document.querySelector('.empty h2')?.textContent === 'No records yet'");
    assertThat(tab.text("document.querySelector('.empty pre').textContent"))
        .contains("OTEL_EXPORTER_OTLP_ENDPOINT=" + viewer.endpoint() + "\n");
    tab.waitFor("document.getElementById('state').textContent === 'live'");
  }

  @Test
  void showsARecordAsItComes() {
    tab.open(viewer.page());
    tab.waitFor("document.getElementById('state').textContent === 'live'");

    new Sender(viewer.endpoint(), "shop")
        .logs("shop.Orders", record(NOW, 13, "the till\ndoes not close").build());

    tab.waitFor(ROWS + ".length === 1");
    assertThat(cells(0))
        .containsExactly("WARN", "shop", "shop.Orders", "the till does not close", "");
    tab.waitFor("document.querySelector('.empty').hidden");
  }

  @Test
  void tellsLevelsByTextAndByColour() {
    new ShopDemo(viewer.endpoint(), NOW).send(1);
    tab.open(viewer.page());
    tab.waitFor(ROWS + ".length > 8");

    Map<String, String> colours = new TreeMap<>();
    tab.evaluate(
            ROWS
                + ".map(row => row.querySelector('.level'))"
                + ".map(level => [level.textContent, getComputedStyle(level).color])")
        .forEach(pair -> colours.put(pair.get(0).asText(), pair.get(1).asText()));

    assertThat(colours)
        .containsOnlyKeys("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")
        .values()
        .doesNotHaveDuplicates();
  }

  @Test
  void searchesAndFiltersByAnAddressThatCanBePassedOn() {
    new ShopDemo(viewer.endpoint(), NOW).send(3);
    tab.open(viewer.page());
    tab.waitFor(ROWS + ".length > 15");

    tab.press("/");
    tab.type("declined http-7");
    tab.waitFor(ROWS + ".length === 1");
    assertThat(cells(0)).startsWith("ERROR", "payment", "payment.Cards");
    assertThat(tab.text("location.search")).isEqualTo("?q=declined+http-7");

    tab.press("Escape");
    tab.press("Escape");
    tab.waitFor(ROWS + ".length > 15");
    assertThat(tab.text("location.search")).isEmpty();

    choose("service", "payment");
    assertThat(column(2)).containsOnly("payment").hasSize(5);
    choose("level", "WARN");
    assertThat(column(1)).containsExactly("WARN", "ERROR");
    choose("service", "");
    choose("logger", "checkout");
    assertThat(column(3)).containsExactly("shop.Checkout");
    choose("logger", "");
    choose("level", "");
    choose("trace", ShopDemo.FAILED.substring(0, 8));
    assertThat(column(5)).containsOnly("5b8efff7").hasSize(6);

    String shared = viewer.page() + "?service=stock&level=INFO&trace=" + ShopDemo.FAILED;
    tab.open(shared);
    tab.waitFor(ROWS + ".length === 1");
    assertThat(column(4)).containsExactly("3 of 3 on the shelf");
    assertThat(tab.text("document.getElementById('service').value")).isEqualTo("stock");
    tab.waitFor("document.querySelector('.foot').textContent.startsWith('1 of 21 shown')");
  }

  @Test
  void opensARecordThatIsInNoTrace() {
    new Sender(viewer.endpoint(), "shop").logs("shop.Main", record(NOW, 9, "started").build());
    tab.open(viewer.page());
    tab.waitFor(ROWS + ".length === 1");

    tab.press("End");
    tab.press("Enter");

    tab.waitFor("location.pathname === '/records/1'");
    tab.waitFor("document.querySelector('.details .body')?.textContent === 'started'");
    assertThat(tab.text("document.querySelector('.details').textContent"))
        .contains("2026-09-21T14:13:20.000000000Z", "service.name", "host.name", "laptop");
  }

  private List<String> cells(int row) {
    List<String> texts = new ArrayList<>();
    tab.evaluate(
            "[..." + ROWS + "[%d].children].slice(1).map(cell => cell.textContent)".formatted(row))
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private List<String> column(int column) {
    List<String> texts = new ArrayList<>();
    tab.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => "
                + ROWS
                + ".map(row => row.children["
                + column
                + "].textContent))")
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private void choose(String input, String value) {
    tab.evaluate(
        "(() => { const input = document.getElementById('%s'); input.value = '%s';"
                .formatted(input, value)
            + " input.dispatchEvent(new Event('input', { bubbles: true })); })()");
  }
}
