package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.ChildProcess;
import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.JmhMain;
import dev.logline.benchmarks.speed.program.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The caller's time by JMH, each program with a class path of its own. */
final class Jmh implements Row {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "jmh";
  }

  @Override
  public boolean isByNameOnly() {
    return true;
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws Exception {
    Framework[] frameworks =
        bench.form == Form.SMOKE ? new Framework[] {Framework.LOGBACK} : Framework.values();
    for (Framework framework : frameworks) {
      List<Shape> shapes =
          Arrays.stream(Shape.values())
              .filter(shape -> shape.isOf(framework))
              .limit(bench.form.of(1, 4, 4))
              .toList();
      Subject logline = Subject.logline(framework).withAllFields();
      Subject peer = Subject.peer(framework).withAllFields().tuned(CallerLines.PEER_BATCH);
      Answer mine = measure(bench, logline, shapes);
      Answer others = measure(bench, peer, shapes);
      for (Shape shape : shapes) {
        lines.accept(line(logline, shape, mine).to(nanos(others, shape)));
        lines.accept(line(peer, shape, others).to(nanos(others, shape)));
      }
    }
  }

  private static Line line(Subject subject, Shape shape, Answer answer) {
    String row = "JMH, " + subject.framework().label() + ", " + shape.label();
    Samples allocated = Samples.of(answer.numbers(word(shape) + "Bytes"));
    return Line.of(row, subject.label(), "ns/call", nanos(answer, shape))
        .beside("all threads allocate " + allocated + " B/call");
  }

  private static Samples nanos(Answer answer, Shape shape) {
    return Samples.of(answer.numbers(word(shape) + "Nanos"));
  }

  private static String word(Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT);
  }

  private static Answer measure(Bench bench, Subject subject, List<Shape> shapes)
      throws IOException, InterruptedException {
    Path output = bench.file("jmh-" + bench.nextNumber());
    Map<Shape, Integer> runs = new EnumMap<>(Shape.class);
    shapes.forEach(shape -> runs.put(shape, bench.nextNumber()));
    List<String> arguments = new ArrayList<>(List.of(bench.heap(CallerCost.HEAP)));
    arguments.add("-Djmh.ignoreLock=true");
    arguments.addAll(
        ProgramProcess.properties(subject, ProgramProcess.configuration(subject), output));
    arguments.add("-Dframework=" + subject.framework());
    arguments.add("-Dkind=" + subject.kind());
    runs.forEach((shape, run) -> arguments.add("-Drun." + shape + "=" + run));
    arguments.addAll(List.of("-cp", subject.classPathWithJmh(), JmhMain.class.getName()));
    arguments.add("(" + String.join("|", shapes.stream().map(Jmh::word).toList()) + ")");
    arguments.add(Integer.toString(bench.form.of(1, 60, 100)));
    arguments.add(Integer.toString(bench.form.of(1, 20, 40)));
    try (ChildProcess jmh =
        ChildProcess.start(
            arguments,
            ProgramProcess.environment(subject, bench.sink.endpoint(Way.HTTP)),
            output)) {
      jmh.await("\ndone", PATIENCE);
      Answer answer = new Answer(jmh.output());
      for (int run : runs.values()) {
        bench.sink.take(run).need(subject.label(), answer.number("logged" + run));
      }
      return answer;
    }
  }
}
