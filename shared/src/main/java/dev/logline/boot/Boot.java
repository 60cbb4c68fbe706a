package dev.logline.boot;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import java.util.concurrent.locks.LockSupport;

/**
 * Decides, beside the application, where records go: through an OpenTelemetry that is there
 * already, or to a backend by a pipeline of our own.
 */
final class Boot implements Runnable {
  private static final long LOOK_AGAIN_NANOS = 200_000_000;

  private final Pipeline pipeline;
  private boolean exposed;

  Boot(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void run() {
    joinCheckpoints();
    try {
      // Here, because its classes take a while to load, and the application shall not wait for it;
      // and not at the end only, when a container may have closed their loader.
      Signals unused = pipeline.signals();
      boot();
    } catch (Throwable e) {
      refused(e);
    } finally {
      pipeline.booted();
      expose();
    }
  }

  private void joinCheckpoints() {
    try {
      Checkpoint.register();
    } catch (NoClassDefFoundError e) {
      return; // there is no org.crac: nobody here takes checkpoints
    } catch (Throwable e) {
      pipeline.status().warn("The telemetry takes no part in checkpoints of this process: " + e);
    }
  }

  /** Here, because JMX takes a while to load, and the application shall not wait for it. */
  private void expose() {
    if (exposed) {
      return;
    }
    exposed = true;
    try {
      JmxRegistration registration = JmxRegistration.register();
      pipeline.atEnd(() -> withdraw(registration));
    } catch (Throwable e) { // of a JVM without the module java.management, for one
      pipeline.status().info("The status is not in JMX: " + e);
    }
  }

  private void withdraw(JmxRegistration registration) {
    try {
      registration.close();
    } catch (Throwable e) {
      pipeline.status().info("The status could not be taken out of JMX: " + e);
    }
  }

  private void boot() {
    Settings settings = pipeline.settings();
    settings.ignoreUnusableFiles(pipeline.status());
    settings.sayDifferences(pipeline.status());
    if (Telemetry.adopted() != null && mayAdopt(settings)) {
      Telemetry.booted(pipeline, () -> {});
    } else if (settings.export().equals("global")) {
      awaitGlobal();
    } else if (GlobalOpenTelemetry.isSet() && mayAdoptGlobal(settings)) {
      route(GlobalOpenTelemetry.get());
    } else {
      bootOwn();
      if (settings.global().equals("eager")) {
        Telemetry.openTelemetry();
      }
    }
  }

  private void bootOwn() {
    LogsBoot boot = LogsBoot.boot(pipeline.settings(), pipeline.status(), pipeline);
    Telemetry.booted(pipeline, () -> pipeline.routing().lead(boot));
    boot.closeUnless(pipeline.routing().leadsTo(boot));
  }

  /** Boots the way to the backend once more, after it was let go. */
  void again() {
    try {
      bootOwn();
    } catch (Throwable e) {
      refused(e);
    }
  }

  private void refused(Throwable e) {
    pipeline.routing().refused("the configuration was refused");
    try {
      // With a cause its secrets would be shown.
      pipeline.status().error(Refusal.explain(e, pipeline.settings().options()));
    } catch (LinkageError again) { // their loader is closed, as that of an application that ended
      pipeline.status().error("The telemetry could not boot: " + e.getClass().getName());
    }
  }

  private void route(OpenTelemetry global) {
    LoggerProvider loggers = global.getLogsBridge();
    Telemetry.booted(pipeline, () -> pipeline.routing().lead(loggers, "the global OpenTelemetry"));
  }

  /** Whether an OpenTelemetry of the application's is taken instead of a pipeline of our own. */
  static boolean mayAdopt(Settings settings) {
    return switch (settings.export()) {
      case "own" -> false;
      case "global" -> true;
      default -> !settings.namesBackend();
    };
  }

  private static boolean mayAdoptGlobal(Settings settings) {
    OpenTelemetry global = GlobalOpenTelemetry.get();
    boolean agents = JavaAgent.isPresent() && settings.export().equals("auto");
    return takesLogs(global) && (agents || mayAdopt(settings));
  }

  /** Whether records would go anywhere: a no-op or an SDK without log exporters takes none. */
  static boolean takesLogs(OpenTelemetry openTelemetry) {
    return openTelemetry.getLogsBridge().get("dev.logline").isEnabled(Severity.ERROR);
  }

  private void awaitGlobal() {
    pipeline.routing().await("the global OpenTelemetry");
    expose(); // that may take as long as the process
    while (!GlobalOpenTelemetry.isSet()) {
      if (pipeline.isStopped() || Telemetry.adopted() != null) {
        return;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS); // there is no call that tells when it is set
    }
    if (takesLogs(GlobalOpenTelemetry.get())) {
      route(GlobalOpenTelemetry.get());
    } else if (Telemetry.adopted() == null) {
      pipeline.routing().refused("the global OpenTelemetry takes no log records");
      pipeline
          .status()
          .error(
              "option export: 'global', but the global OpenTelemetry takes no log records; they wait"
                  + " for one that is adopted");
    }
  }
}
