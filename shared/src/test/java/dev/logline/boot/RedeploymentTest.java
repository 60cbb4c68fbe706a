package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.testkit.FakeCollector;
import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An application with a class loader of its own, which a server throws away. */
class RedeploymentTest {

  /** What runs in the application's loader. */
  public static final class Deployed {
    private Deployed() {}

    /** Logs; the appender is stopped as a context stops it. */
    public static void run(String endpoint) throws Exception {
      Intake<String> intake =
          Intake.open(
              LoglineOptions.builder().set("endpoint", endpoint).build(),
              (grade, message, cause) -> {},
              "test-appender",
              (text, record) -> record.body(text));
      intake.accept("shop.Orders", "deployed");
      intake.close();
    }

    /** As {@link #run}, and ends everything itself. */
    public static void runAndShutDown(String endpoint) throws Exception {
      run(endpoint);
      Logline.shutdown();
    }
  }

  @Test
  void aLoaderWhoseTelemetryWasShutDownGoes() throws Exception {
    assertGoes("runAndShutDown");
  }

  @Test
  void aLoaderWhoseAppendersWereStoppedGoesWithoutAnotherWord() throws Exception {
    assertGoes("run");
  }

  @SuppressWarnings("SystemGc")
  private static void assertGoes(String method) throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      WeakReference<ClassLoader> loader = deploy(method, collector);
      collector.awaitLogRecords(1);
      await()
          .atMost(40, TimeUnit.SECONDS)
          .until(
              () -> {
                System.gc();
                return loader.get() == null;
              });
    }
  }

  private static WeakReference<ClassLoader> deploy(String method, FakeCollector collector)
      throws Exception {
    URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // as a server does
    try {
      Method run = loader.loadClass(Deployed.class.getName()).getMethod(method, String.class);
      assertThat(run.getDeclaringClass()).isNotEqualTo(Deployed.class);
      run.invoke(null, collector.endpoint());
    } finally {
      thread.setContextClassLoader(before);
    }
    return new WeakReference<>(loader);
  }

  private static URL[] classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(File.pathSeparator))
        .map(RedeploymentTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }
}
