package io.sharer.cdi.pool;

import io.sharer.Pooled;
import io.sharer.cdi.MetaAnnotations;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code @Pooled} stands, as the container shows it bit by bit: first what makes the objects, then the bean, and
 * at last, when all is known, its pool.
 */
final class PooledPlace<T> {
    private final String place;
    private final Pooled settings;
    private final Annotated annotated;
    private final ObjectSource<T> source;
    private final boolean isClass;
    private volatile boolean containerCloses;
    private volatile @Nullable Bean<T> bean;
    private volatile @Nullable OpenPool<T> pool;

    /** @param isClass whether it is a bean class, and no producer */
    PooledPlace(String place, Pooled settings, Annotated annotated, ObjectSource<T> source, boolean isClass) {
        this.place = place;
        this.settings = settings;
        this.annotated = annotated;
        this.source = source;
        this.isClass = isClass;
    }

    /** The bean that it stands on. */
    void isBean(Bean<T> its, boolean closedByContainer) {
        containerCloses = closedByContainer;
        bean = its;
    }

    /** The application is complete. */
    void open(OpenPool<T> its) {
        pool = its;
    }

    String place() {
        return place;
    }

    /** What it is configured as: its name, or the type and member that the annotation stands on. */
    String configuredName() {
        if (!settings.name().isBlank()) {
            return settings.name();
        }
        return annotated instanceof AnnotatedMember<?> member
                ? member.getJavaMember().getDeclaringClass().getName() + "."
                        + member.getJavaMember().getName()
                : place;
    }

    Pooled settings() {
        return settings;
    }

    Annotated annotated() {
        return annotated;
    }

    Type type() {
        return annotated.getBaseType();
    }

    /** Whether it is a producer of a bean that is an alternative. */
    boolean isOfAlternative() {
        return annotated instanceof AnnotatedMember<?> member
                && MetaAnnotations.find(member.getDeclaringType(), Alternative.class)
                        .isPresent();
    }

    ObjectSource<T> source() {
        return source;
    }

    boolean isClass() {
        return isClass;
    }

    boolean containerCloses() {
        return containerCloses;
    }

    /** {@code null} if the container has made none of it. */
    @Nullable Bean<T> bean() {
        return bean;
    }

    OpenPool<T> pool() {
        return Objects.requireNonNull(pool, "no pools before the application is deployed");
    }
}
