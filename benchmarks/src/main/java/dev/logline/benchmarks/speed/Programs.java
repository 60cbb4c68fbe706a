package dev.logline.benchmarks.speed;

import java.util.ArrayList;
import java.util.List;

/** Programs that live at the same time, to be measured in turn; killed when closed. */
record Programs(List<ProgramProcess> all) implements AutoCloseable {
  Programs() {
    this(new ArrayList<>());
  }

  void add(ProgramProcess program) {
    all.add(program);
  }

  ProgramProcess get(int number) {
    return all.get(number);
  }

  @Override
  public void close() {
    all.forEach(ProgramProcess::close);
  }
}
