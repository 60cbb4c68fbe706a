package dev.logline.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FeedbackGuardTest {
  @Test
  void whatShippingLogsIsHeldBackByName() {
    assertThat(FeedbackGuard.holdsBack("dev.logline.ship.JdkHttpSender")).isTrue();
    assertThat(FeedbackGuard.holdsBack("io.opentelemetry.sdk.metrics")).isTrue();
    assertThat(FeedbackGuard.holdsBack("dev.logline")).as("the scope of reports").isFalse();
    assertThat(FeedbackGuard.holdsBack("com.example.Shop")).isFalse();
    assertThat(FeedbackGuard.holdsBack("io.opentelemetry.demo.Checkout")).isFalse();
    assertThat(FeedbackGuard.holdsBack("okhttp3.OkHttpClient")).as("an application's").isFalse();
    assertThat(FeedbackGuard.holdsBack(null)).isFalse();
  }

  @Test
  void whatAThreadOfThePipelineLogsIsHeldBackUnderAnyName() throws Exception {
    CompletableFuture<Boolean> held = new CompletableFuture<>();
    new PipelineThread(
            "test",
            () ->
                held.complete(
                    FeedbackGuard.holdsBack("dev.logline")
                        && FeedbackGuard.holdsBack("com.example.Shop")))
        .start();
    assertThat(held.get(10, TimeUnit.SECONDS)).isTrue();
  }
}
