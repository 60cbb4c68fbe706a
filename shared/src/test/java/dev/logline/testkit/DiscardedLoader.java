package dev.logline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The class loader of an application that a server throws away: it has the test's whole class path,
 * frameworks included, and only the JDK above it.
 */
public final class DiscardedLoader {
  private final WeakReference<URLClassLoader> loader;

  private DiscardedLoader(URLClassLoader loader) {
    this.loader = new WeakReference<>(loader);
  }

  /** Runs {@code program}'s static {@code method} in a loader of its own. */
  public static DiscardedLoader after(Class<?> program, String method, String argument)
      throws Exception {
    URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    call(loader, program, method, argument);
    return new DiscardedLoader(loader);
  }

  /** Runs another {@code method} in it, which something must still hold. */
  public void call(Class<?> program, String method, String argument) throws Exception {
    call(loader.get(), program, method, argument);
  }

  private static void call(ClassLoader loader, Class<?> program, String method, String argument)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader); // as a server does
    try {
      Method run = loader.loadClass(program.getName()).getMethod(method, String.class);
      assertThat(run.getDeclaringClass()).isNotEqualTo(program);
      run.invoke(null, argument);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Closes it, as most servers do: from now on no class is found that was not loaded before. */
  public void close() throws IOException {
    loader.get().close();
  }

  /** Waits until the garbage collector has taken it; a pipeline lives on for some seconds. */
  @SuppressWarnings("SystemGc")
  public void awaitGone() {
    await()
        .atMost(40, TimeUnit.SECONDS)
        .until(
            () -> {
              System.gc();
              return loader.get() == null;
            });
  }

  private static URL[] classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(File.pathSeparator))
        .map(DiscardedLoader::url)
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
