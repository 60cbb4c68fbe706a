package dev.logline.examples.endtoend.crac;

/** As of a JVM with CRaC. */
public abstract class Context<R extends Resource> implements Resource {
  public abstract void register(R resource);
}
