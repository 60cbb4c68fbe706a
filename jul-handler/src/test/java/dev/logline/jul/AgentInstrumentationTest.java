package dev.logline.jul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.LogManager;
import org.junit.jupiter.api.Test;

/** Which instrumentation of the javaagent's exports what is logged. */
class AgentInstrumentationTest {
  @Test
  void theJdksLoggersHaveOne() {
    assertThat(OtlpHandler.agentInstrumentation(LogManager.getLogManager()))
        .isEqualTo("java-util-logging");
  }

  @Test
  void thoseOfJBossLogManagerHaveAnother() {
    assertThat(OtlpHandler.agentInstrumentation(new org.jboss.logmanager.LogManager()))
        .isEqualTo("jboss-logmanager-appender");
  }
}
