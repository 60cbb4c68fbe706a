package dev.logline.examples.endtoend.crac;

/** As of a JVM with CRaC. */
public interface Resource {
  void beforeCheckpoint(Context<? extends Resource> context) throws Exception;

  void afterRestore(Context<? extends Resource> context) throws Exception;
}
