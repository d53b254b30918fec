package io.sharer.cdi.loop;

import io.sharer.LoopTask;
import io.sharer.ResourceScoped;
import io.sharer.cdi.Places;
import io.sharer.cdi.Problems;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.interceptor.Interceptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All {@link LoopTask} methods of an application, and what is wrong with them. */
final class LoopTasks {
    private static final System.Logger LOG = System.getLogger("io.sharer");

    /** By name, for not every platform has all of them. */
    private static final Set<String> CONTEXTS_OF_OTHERS = Set.of(
            SessionScoped.class.getName(),
            ConversationScoped.class.getName(),
            ResourceScoped.class.getName(),
            "jakarta.transaction.TransactionScoped");

    private final List<BeanTask> tasks = new CopyOnWriteArrayList<>();
    private final Problems problems = new Problems();
    private final Set<Class<?>> annotated = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> beanClasses = ConcurrentHashMap.newKeySet();

    /** A class that has such a method, be it a bean or not. */
    void lookAt(AnnotatedType<?> type) {
        Class<?> javaClass = type.getJavaClass();
        if (!javaClass.isAnnotationPresent(Interceptor.class) && !Modifier.isAbstract(javaClass.getModifiers())) {
            annotated.add(javaClass);
        }
    }

    void collect(AnnotatedType<?> type, Bean<?> bean, BeanManager beans) {
        for (AnnotatedMethod<?> method : type.getMethods()) {
            LoopTask settings = method.getAnnotation(LoopTask.class);
            if (settings != null && !isOverridden(method.getJavaMember(), bean.getBeanClass())) {
                beanClasses.add(bean.getBeanClass());
                collect(method.getJavaMember(), settings, bean, beans);
            }
        }
    }

    /** Not all containers leave out what a subclass has replaced, which may not be meant as a task. */
    private static boolean isOverridden(Method method, Class<?> beanClass) {
        Class<?> declaring = method.getDeclaringClass();
        boolean ofPackage = (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0;
        Class<?> type = beanClass;
        while (type != null && type != declaring) {
            boolean visible = !ofPackage || type.getPackage() == declaring.getPackage();
            if (visible && Stream.of(type.getDeclaredMethods()).anyMatch(other -> hasSignature(other, method))) {
                return true;
            }
            type = type.getSuperclass();
        }
        return false;
    }

    private static boolean hasSignature(Method other, Method method) {
        return other.getName().equals(method.getName())
                && Arrays.equals(other.getParameterTypes(), method.getParameterTypes());
    }

    private void collect(Method method, LoopTask settings, Bean<?> bean, BeanManager beans) {
        String place = Places.of(method);
        Type type = typeWith(method, bean);
        Duration every = duration(settings.every());
        check(method, place, bean);
        if (every == null && !settings.every().isEmpty()) {
            problems.add(LoopCdiMessages.invalidEvery(place, settings.every()));
        }
        String loop = settings.loop();
        if (!loop.equals(ApplicationLoops.UNNAMED) && loop.isBlank()) {
            problems.add(LoopCdiMessages.blankLoop(place));
        }
        if (type == null) {
            problems.add(LoopCdiMessages.notOfBean(place));
        } else {
            method.setAccessible(true);
            tasks.add(new BeanTask(beans, bean, type, method, place, loop, every));
        }
    }

    private void check(Method method, String place, Bean<?> bean) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers)) {
            String why = Modifier.isPrivate(modifiers) ? "private" : Modifier.isStatic(modifiers) ? "static" : "final";
            problems.add(LoopCdiMessages.notCallable(place, why));
        }
        if (method.getParameterCount() != 0 || method.getReturnType() != void.class) {
            problems.add(LoopCdiMessages.signature(place));
        }
        if (CONTEXTS_OF_OTHERS.contains(bean.getScope().getName())) {
            problems.add(LoopCdiMessages.noSuchContext(place, bean.getScope().getSimpleName()));
        }
    }

    /** A type of the bean that has the method. */
    private static @Nullable Type typeWith(Method method, Bean<?> bean) {
        Type found = null;
        for (Type type : bean.getTypes()) {
            Class<?> raw = type instanceof ParameterizedType generic
                    ? (Class<?>) generic.getRawType()
                    : type instanceof Class<?> plain ? plain : Object.class;
            if (method.getDeclaringClass().isAssignableFrom(raw)) {
                found = type;
            }
        }
        return found;
    }

    /** The time, if it is one that can be waited for; else {@code null}. */
    private static @Nullable Duration duration(String text) {
        try {
            Duration duration = text.isEmpty() ? Duration.ZERO : Duration.parse(text);
            return duration.isZero() || duration.isNegative() || duration.toNanos() <= 0 ? null : duration;
        } catch (DateTimeParseException | ArithmeticException e) {
            return null;
        }
    }

    List<BeanTask> all() {
        return tasks;
    }

    /** Those of each bean class begin when that hears of the application's start. */
    Map<Class<?>, List<BeanTask>> byBeanClass() {
        return tasks.stream().collect(Collectors.groupingBy(BeanTask::beanClass));
    }

    /** All problems in one exception, if there are any. */
    Optional<DefinitionException> problems() {
        return problems.asException();
    }

    /** Once all beans are known. */
    void logWarnings() {
        annotated.stream()
                .filter(type -> !beanClasses.contains(type))
                .forEach(type -> LOG.log(System.Logger.Level.WARNING, LoopCdiMessages.notABean(type.getName())));
        annotated.clear();
        beanClasses.clear();
    }
}
