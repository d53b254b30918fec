package io.sharer.cdi.pool;

import jakarta.enterprise.inject.spi.Bean;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pool of an application: what its {@code @Pooled} says, and the bean that it stands on.
 *
 * @param name the pool's
 * @param place where the annotation stands, for messages
 * @param settings what is configured of it, and else what the annotation says
 * @param type of the objects, as the bean declares it
 * @param bean which the objects are given out as
 * @param alternative whether that is one, by itself or by the bean that produces it
 * @param holding how its scope has them
 * @param wrapper makes what the scope holds; {@code null} if that is the object itself
 * @param source makes the objects
 * @param closing closes them
 */
record PoolDefinition<T>(
        String name,
        String place,
        PoolSettings settings,
        Type type,
        Bean<T> bean,
        boolean alternative,
        Holding holding,
        @Nullable Wrapper<T> wrapper,
        ObjectSource<T> source,
        Closing<T> closing) {
    /** By which its {@code Pool} and {@code PoolHooks} are found, too. */
    Set<Annotation> qualifiers() {
        return bean.getQualifiers();
    }
}
