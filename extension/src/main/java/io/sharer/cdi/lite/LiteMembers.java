package io.sharer.cdi.lite;

import io.sharer.SharedKey;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.enterprise.lang.model.declarations.MethodInfo;
import jakarta.enterprise.lang.model.types.Type;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at members of classes that take no turns themselves. */
final class LiteMembers {
    private LiteMembers() {}

    /** Whether a parameter of a method or constructor is said to be a key. */
    static boolean haveKeys(ClassInfo type) {
        return Stream.concat(type.methods().stream(), type.constructors().stream())
                .flatMap(method -> method.parameters().stream())
                .anyMatch(parameter -> parameter.hasAnnotation(SharedKey.class));
    }

    /** What the bean's producer says that it produces; empty if it has none. */
    static Optional<Type> product(BeanInfo bean) {
        if (bean.isProducerMethod()) {
            return Optional.of(bean.producerMethod().returnType());
        }
        return bean.isProducerField() ? Optional.of(bean.producerField().type()) : Optional.empty();
    }

    /** The producer of the bean in the class that declares it. */
    static Optional<AnnotatedMember<?>> producer(BeanInfo bean, ReflectedType<?> type) {
        if (bean.isProducerField()) {
            String name = bean.producerField().name();
            return type.getFields().stream()
                    .filter(field -> field.getJavaMember().getName().equals(name))
                    .<AnnotatedMember<?>>map(field -> field)
                    .findFirst();
        }
        MethodInfo producer = bean.producerMethod();
        return type.getMethods().stream()
                .filter(method -> method.getJavaMember().getName().equals(producer.name())
                        && method.getParameters().size()
                                == producer.parameters().size())
                .<AnnotatedMember<?>>map(method -> method)
                .findFirst();
    }
}
