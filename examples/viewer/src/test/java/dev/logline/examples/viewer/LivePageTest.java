package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many records, and a viewer that is away, in a real browser. */
final class LivePageTest extends InBrowser {
  @Test
  void staysSmoothWithTenThousandRecords() {
    Sender sender = new Sender(viewer.endpoint(), "shop");
    LogRecord[] records = new LogRecord[1_100];
    for (int request = 0; request < 10; request++) {
      for (int i = 0; i < records.length; i++) {
        int number = request * records.length + i;
        records[i] = record(NOW + number, 9, "record " + number).build();
      }
      sender.logs("shop.Load", records);
    }
    tab.open(viewer.page());

    tab.waitFor("document.querySelector('.foot').textContent.startsWith('10,000 of 10,000')");
    assertThat(tab.text("document.querySelector('.foot').textContent"))
        .contains("11,000 received", "1,000 forgotten by the viewer");
    assertThat(tab.evaluate("document.querySelectorAll('.space .row').length").asInt())
        .isLessThan(80);
    tab.waitFor(ROWS + ".some(row => row.textContent.includes('record 10999'))");

    // The time of the page's own work for a step of scrolling, in the middle of 60.
    double millis =
        tab.evaluate(
                """
                (async () => {
                  const list = document.querySelector('.list');
                  const frame = () => new Promise((done) => requestAnimationFrame(done));
                  const times = [];
                  for (let i = 0; i < 60; i++) {
                    list.scrollTop = i * 4000;
                    const from = performance.now();
                    await frame();
                    await frame();
                    times.push(performance.now() - from);
                  }
                  return times.sort((a, b) => a - b)[30];
                })()
                """)
            .asDouble();
    assertThat(millis).isLessThan(150);
    tab.press("/");
    tab.type("record 5000");
    tab.waitFor(ROWS + ".length === 1");
  }

  @Test
  void isWhereItWasAfterATrace() {
    Sender sender = new Sender(viewer.endpoint(), "shop");
    LogRecord[] records = new LogRecord[2_000];
    for (int i = 0; i < records.length; i++) {
      records[i] = record(NOW + i, 9, "record " + i).setTraceId(Sender.id(ShopDemo.FAILED)).build();
    }
    sender.logs("shop.Load", records);
    tab.open(viewer.page());
    tab.waitFor(ROWS + ".some(row => row.textContent.includes('record 1999'))");
    tab.evaluate("document.querySelector('.list').scrollTop = 26000");
    tab.waitFor(ROWS + ".some(row => row.textContent.includes('record 1010'))");
    tab.press("j");
    String selected = tab.text(selected() + ".textContent");

    tab.press("Enter");
    tab.waitFor("location.pathname.startsWith('/traces/')");
    tab.press("Escape");

    tab.waitFor("location.pathname === '/'");
    tab.waitFor(selected() + "?.checkVisibility()");
    assertThat(tab.text(selected() + ".textContent")).isEqualTo(selected).contains("record 100");
    double top = tab.evaluate("document.querySelector('.list').scrollTop").asDouble();
    assertThat(top).isBetween(25_000.0, 27_000.0);
  }

  @Test
  void saysWhatItWasTooSlowFor() throws Exception {
    viewer.close();
    viewer = Viewer.start(ViewerOptions.parse(List.of("--port", "0", "--records", "50")));
    tab.requests.clear();
    Sender sender = new Sender(viewer.endpoint(), "shop");
    sender.logs("shop.Main", record(NOW, 9, "first").build());
    tab.open(viewer.page());
    tab.waitFor(ROWS + ".length === 1");

    offline(true);
    tab.waitFor("document.getElementById('state').textContent.startsWith('not connected')");
    for (int i = 0; i < 200; i++) {
      sender.logs("shop.Main", record(NOW, 9, "record " + i).build());
    }
    offline(false);

    tab.waitFor("document.getElementById('notice').textContent === '150 records went by unseen'");
    tab.waitFor("document.querySelector('.foot').textContent.startsWith('51 of 51 shown')");
    tab.problems.clear(); // the browser says of each request that nobody answered
  }

  @Test
  void saysThatTheViewerIsGoneAndGoesOnWithTheNext() throws Exception {
    tab.open(viewer.page());
    tab.waitFor("document.getElementById('state').textContent === 'live'");
    new Sender(viewer.endpoint(), "shop").logs("shop.Main", record(NOW, 9, "before").build());
    tab.waitFor(ROWS + ".length === 1");
    int port = URI.create(viewer.page()).getPort();

    viewer.close();
    tab.waitFor("document.getElementById('state').textContent.startsWith('not connected')");
    viewer = Viewer.start(port);
    new Sender(viewer.endpoint(), "shop").logs("shop.Main", record(NOW, 9, "after").build());

    tab.waitFor(ROWS + ".length === 1 && " + ROWS + "[0].textContent.includes('after')");
    tab.waitFor("document.getElementById('state').textContent === 'live'");
    tab.problems.clear(); // the browser says of each request that nobody answered
  }

  private void offline(boolean offline) {
    tab.call(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }
}
