package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.attribute;
import static dev.logline.examples.viewer.Sender.id;
import static dev.logline.examples.viewer.Sender.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logline.examples.receiver.OtlpJson;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser; skipped where there is no Chromium. */
@Timeout(120)
final class PageTest {
  private static final long NOW = 1_790_000_000_000_000_000L;
  private static final String ROWS = "[...document.querySelectorAll('.space .row:not([hidden])')]";

  @TempDir private static Path directory;
  private static Chromium chromium;

  private Viewer viewer;
  private Tab tab;

  @BeforeAll
  static void startBrowser() throws IOException {
    Optional<Path> binary = Chromium.find();
    Assumptions.assumeTrue(
        binary.isPresent(),
        "The page is not tested: there is no chromium on the path, and LOGLINE_CHROMIUM names none");
    chromium = Chromium.start(binary.orElseThrow(), directory);
  }

  @AfterAll
  static void endBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    viewer = Viewer.start(0);
    tab = chromium.tab();
    tab.size(1280, 800, 1);
  }

  /** Whatever a test does, nothing is asked of anybody else, and nothing goes wrong. */
  @AfterEach
  void stop() {
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
  void goesByKeyboardToATraceAtItsAddressAndBack() {
    new ShopDemo(viewer.endpoint(), NOW).send(1);
    tab.open(viewer.page());
    tab.waitFor(ROWS + ".length > 8");

    tab.press("Home");
    assertThat(tab.text(selected() + "?.textContent")).contains("reading prices.csv");
    tab.press("j");
    tab.press("ArrowDown");
    tab.press("k");
    assertThat(tab.text(selected() + "?.textContent")).contains("order 1041 taken");
    assertThat(
            tab.evaluate(
                    "document.getElementById(document.querySelector('.list')"
                        + ".getAttribute('aria-activedescendant')) === "
                        + selected())
                .asBoolean())
        .isTrue();

    tab.press("Enter");
    tab.waitFor("location.pathname.startsWith('/traces/')");
    tab.waitFor("document.querySelectorAll('.wf-bar').length === 7");
    assertThat(tab.text(selectedInTrace() + ".textContent")).contains("order 1041 taken");

    tab.press("j");
    tab.waitFor("document.querySelector('.details h2').textContent.includes('validate basket')");
    tab.press("Escape");
    tab.waitFor("location.pathname === '/'");
    assertThat(tab.text(selected() + "?.textContent")).contains("order 1041 taken");

    tab.press("?");
    tab.waitFor("document.getElementById('help').open");
    tab.press("Escape");
    tab.waitFor("!document.getElementById('help').open");
    tab.press("3");
    tab.waitFor("document.querySelectorAll('.card').length === 9");
    tab.press("4");
    tab.waitFor("location.pathname === '/losses'");
    assertThat(tab.text("document.querySelector('table').textContent"))
        .contains("checkout", "processor", "queue_full", "12");
    assertThat(tab.text("document.getElementById('lost').textContent")).isEqualTo("12");
    tab.press("2");
    tab.waitFor("document.querySelectorAll('.traces .space .row:not([hidden])').length === 2");
  }

  @Test
  void showsATraceAsAWaterfallWithItsRecordsAndCopiesIt() throws Exception {
    new ShopDemo(viewer.endpoint(), NOW).send(1);
    tab.call("Browser.grantPermissions", permissions());
    tab.open(viewer.page());
    tab.waitFor(ROWS + ".length > 8");
    tab.evaluate(ROWS + ".find(row => row.textContent.includes('declined')).id = 'declined'");
    tab.click("#declined");

    tab.waitFor("location.pathname === '/traces/" + ShopDemo.FAILED + "'");
    tab.waitFor("document.querySelectorAll('.wf-row:not(.wf-head)').length === 13");
    assertThat(tab.text(selectedInTrace() + ".textContent")).contains("card was declined");
    assertThat(tab.text("document.querySelector('.stack').textContent"))
        .contains("at payment.Cards.charge(Cards.java:88)");
    assertThat(tab.text("document.querySelector('.facts').textContent"))
        .contains("184 ms", "3 services", "7 spans", "6 records", "3 errors");
    assertThat(tab.evaluate("document.querySelectorAll('.wf-bar.failed').length").asInt())
        .isEqualTo(3);
    // At 19 of 184 ms, for 46; its record at 47.
    assertThat(bar("GET stock", "left")).isBetween(10.2, 10.5);
    assertThat(bar("GET stock", "width")).isBetween(24.9, 25.1);
    assertThat(
            tab.evaluate(
                    "parseFloat([...document.querySelectorAll('.wf-record')]"
                        + ".find(row => row.textContent.includes('on the shelf'))"
                        + ".querySelector('.wf-dot').style.left)")
                .asDouble())
        .isBetween(25.4, 25.7);

    tab.click("#copy");
    tab.waitFor("document.querySelector('.said').textContent === 'copied'");
    String copied = tab.text("navigator.clipboard.readText()");
    ExportTraceServiceRequest.Builder spans = ExportTraceServiceRequest.newBuilder();
    OtlpJson.read(copied.getBytes(StandardCharsets.UTF_8), spans);
    ExportLogsServiceRequest.Builder logs = ExportLogsServiceRequest.newBuilder();
    OtlpJson.read(copied.getBytes(StandardCharsets.UTF_8), logs);
    assertThat(spans.getResourceSpansList()).hasSize(3);
    assertThat(
            logs.getResourceLogsList().stream()
                .flatMap(group -> group.getScopeLogsList().stream())
                .flatMap(scope -> scope.getLogRecordsList().stream())
                .map(LogRecord::getTraceId))
        .hasSize(6)
        .containsOnly(id(ShopDemo.FAILED));

    tab.evaluate("navigator.clipboard.writeText('')");
    tab.press("c");
    tab.waitFor("navigator.clipboard.readText().then(text => text.length > 1000)");
  }

  @Test
  void opensATraceByItsAddressAndFollowsIt() {
    ShopDemo demo = new ShopDemo(viewer.endpoint(), NOW);
    tab.open(viewer.page() + "traces/" + ShopDemo.FAILED);
    tab.waitFor("document.querySelector('.trace .empty h2')");

    demo.send(1);

    tab.waitFor("document.querySelectorAll('.wf-row:not(.wf-head)').length === 13");
    tab.open(viewer.page() + "traces/" + ShopDemo.FAILED);
    tab.waitFor("document.querySelectorAll('.wf-row:not(.wf-head)').length === 13");
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

  @Test
  void keepsScriptsInert() throws Exception {
    String evil =
        "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>"
            + "\"'><svg onload=window.hit=1>javascript:window.hit=1";
    Sender sender = new Sender(viewer.endpoint(), evil);
    sender.logs(
        evil,
        record(NOW, 17, evil)
            .setSeverityText(evil)
            .setEventName(evil)
            .setTraceId(id(ShopDemo.FAILED))
            .setSpanId(id("0102030405060708"))
            .addAttributes(attribute(evil, evil))
            .addAttributes(attribute("exception.stacktrace", evil))
            .build());
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(ShopDemo.FAILED))
            .setSpanId(id("0102030405060708"))
            .setName(evil)
            .setStartTimeUnixNano(NOW - 5)
            .setEndTimeUnixNano(NOW + 5)
            .addAttributes(attribute(evil, evil));
    span.addEventsBuilder().setName(evil).addAttributes(attribute(evil, evil));
    span.getStatusBuilder().setCodeValue(2).setMessage(evil);
    sender.spans(span.build());
    NumberDataPoint point =
        NumberDataPoint.newBuilder().setAsInt(1).addAttributes(attribute(evil, evil)).build();
    sender.metrics(
        Metric.newBuilder()
            .setName(evil)
            .setUnit(evil)
            .setDescription(evil)
            .setGauge(Gauge.newBuilder().addDataPoints(point))
            .build());

    List<String> seen = new ArrayList<>();
    for (String path :
        List.of(
            "",
            "?q=%3Cimg%20src=x%20onerror=window.hit=1%3E",
            "traces",
            "traces/" + ShopDemo.FAILED,
            "traces/" + ShopDemo.FAILED + "?record=1",
            "records/1",
            "metrics",
            "losses")) {
      tab.open(viewer.page() + path);
      tab.waitFor("document.getElementById('state').textContent === 'live'");
      if (!path.contains("losses")) {
        tab.waitFor("document.querySelector('main').textContent.includes('onerror')");
      }
      seen.add(tab.text("document.querySelector('main').textContent"));
      assertThat(
              tab.evaluate(
                      "document.querySelectorAll('main script, main img, main svg:not(.chart)').length")
                  .asInt())
          .as(path)
          .isZero();
      assertThat(tab.text("typeof window.hit")).as(path).isEqualTo("undefined");
    }
    assertThat(String.join("", seen)).contains(evil);
  }

  @Test
  void isReadableInLightAndInDark() throws Exception {
    new ShopDemo(viewer.endpoint(), NOW).send(1);
    String script =
        new String(
            PageTest.class.getResourceAsStream("contrast.js").readAllBytes(),
            StandardCharsets.UTF_8);
    for (String scheme : List.of("light", "dark")) {
      tab.prefer(scheme);
      for (String path : List.of("", "traces", "traces/" + ShopDemo.FAILED, "metrics", "losses")) {
        tab.open(viewer.page() + path);
        tab.waitFor("document.querySelector('.space .row, .wf-row, .card, table')");
        if (path.isEmpty()) {
          tab.press("End");
        }
        JsonNode found = tab.evaluate(script);

        assertThat(found.get("texts").asInt()).as(scheme + " /" + path).isGreaterThan(10);
        assertThat(found.get("poor")).as(scheme + " /" + path).isEmpty();
      }
      assertThat(tab.text("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo(scheme.equals("light") ? "rgb(255, 255, 255)" : "rgb(20, 23, 28)");
    }
  }

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

  private Map<String, ?> permissions() {
    String origin = viewer.endpoint();
    return Map.of(
        "origin", origin, "permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite"));
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

  private double bar(String span, String property) {
    return tab.evaluate(
            "parseFloat([...document.querySelectorAll('.wf-span')]"
                + ".find(row => row.textContent.includes('%s')).querySelector('.wf-bar').style.%s)"
                    .formatted(span, property))
        .asDouble();
  }

  private static String selected() {
    return "document.querySelector('.space .row[aria-selected=true]')";
  }

  private static String selectedInTrace() {
    return "document.querySelector('.wf-row[aria-selected=true]')";
  }
}
