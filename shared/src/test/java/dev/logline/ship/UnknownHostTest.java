package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose name appears later is found then, and not only after a restart. */
class UnknownHostTest {
  /** What one JVM says: the answer before the name is known, and the one after. */
  public static final class Program {
    private Program() {}

    /** Takes the file that the JVM takes names from. */
    public static void main(String[] args) throws IOException {
      Security.setProperty("networkaddress.cache.negative.ttl", "0"); // the JVM's own memory
      Path hosts = Path.of(args[0]);
      try (FakeCollector collector = FakeCollector.start()) {
        String url = "http://backend.example:" + collector.port() + Signal.LOGS.path();
        Transport transport = new HttpTransport(new JdkHttpSender(new TestSenderConfig(url)));
        System.out.println(Sending.answer(transport));
        Files.writeString(hosts, "127.0.0.1 backend.example\n");
        System.out.println(Sending.answer(transport));
      }
    }
  }

  @Test
  void aNameIsLookedUpForEachAttempt(@TempDir Path directory) throws Exception {
    Path hosts = Files.createFile(directory.resolve("hosts"));
    Path said = directory.resolve("said");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName(),
                hosts.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    assertThat(Files.readString(said))
        .containsSubsequence(
            "Retry[after=null, reason=ConnectException (UnknownHostException: ",
            "Delivered[rejected=0, message=]");
  }
}
