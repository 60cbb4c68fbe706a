package dev.logline.examples.ping;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;

/** Spans around the methods of an interface that are annotated with {@link WithSpan}. */
final class AnnotatedSpans implements InvocationHandler {
  private final Tracer tracer;
  private final Object target;

  private AnnotatedSpans(Tracer tracer, Object target) {
    this.tracer = tracer;
    this.target = target;
  }

  /** The target with a span around each annotated method of the interface. */
  static <T> T around(Tracer tracer, Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new AnnotatedSpans(tracer, target)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    WithSpan annotation = method.getAnnotation(WithSpan.class);
    try {
      return annotation == null
          ? method.invoke(target, arguments)
          : Spans.in(span(annotation, method, arguments), () -> call(method, arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private SpanBuilder span(WithSpan annotation, Method method, Object[] arguments) {
    String name = annotation.value().isEmpty() ? method.getName() : annotation.value();
    SpanBuilder span = tracer.spanBuilder(name).setSpanKind(annotation.kind());
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      SpanAttribute attribute = parameters[i].getAnnotation(SpanAttribute.class);
      if (attribute != null) {
        span.setAttribute(attribute.value(), String.valueOf(arguments[i]));
      }
    }
    return span;
  }

  /** What the method throws, and not that a proxy called it, is the exception of the span. */
  private Object call(Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
