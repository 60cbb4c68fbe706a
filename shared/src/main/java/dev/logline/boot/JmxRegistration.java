package dev.logline.boot;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The status as an MXBean of the platform's server, until it is closed. */
final class JmxRegistration {
  private static final String NAME = "dev.logline:type=Logline";
  private static final int LAST_INSTANCE = 1_000;

  private final MBeanServer server;
  private final ObjectName name;

  private JmxRegistration(MBeanServer server, ObjectName name) {
    this.server = server;
    this.name = name;
  }

  /** Registers under the first name that is free: others are other class loaders'. */
  static JmxRegistration register() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (int instance = 1; ; instance++) {
      ObjectName name = new ObjectName(instance == 1 ? NAME : NAME + ",instance=" + instance);
      try {
        server.registerMBean(new StatusBean(), name);
        return new JmxRegistration(server, name);
      } catch (InstanceAlreadyExistsException e) {
        if (instance == LAST_INSTANCE) {
          throw e;
        }
      }
    }
  }

  /** What stays registered would keep the class loader of an application that was undeployed. */
  void close() throws JMException {
    server.unregisterMBean(name);
  }
}
