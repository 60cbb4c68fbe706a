package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.examples.receiver.OtlpJson;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A trace in a real browser, and the way to it. */
final class TracePageTest extends InBrowser {
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

  private Map<String, ?> permissions() {
    String origin = viewer.endpoint();
    return Map.of(
        "origin", origin, "permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite"));
  }

  private double bar(String span, String property) {
    return tab.evaluate(
            "parseFloat([...document.querySelectorAll('.wf-span')]"
                + ".find(row => row.textContent.includes('%s')).querySelector('.wf-bar').style.%s)"
                    .formatted(span, property))
        .asDouble();
  }

  private static String selectedInTrace() {
    return "document.querySelector('.wf-row[aria-selected=true]')";
  }
}
