package io.sharer.cdi.pool;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;

/**
 * Whether a bean type is assignable to a required type, by the rules of CDI. Of bounds, and of variables, only their
 * classes are looked at.
 */
final class Assignability {
    private Assignability() {}

    static boolean isAssignable(Type required, Type beanType) {
        if (required instanceof TypeVariable<?> variable) {
            return isWithin(variable.getBounds(), beanType);
        }
        if (required instanceof ParameterizedType wanted) {
            if (beanType instanceof ParameterizedType its) {
                return wanted.getRawType().equals(its.getRawType())
                        && areArguments(wanted.getActualTypeArguments(), its.getActualTypeArguments());
            }
            return wanted.getRawType().equals(beanType)
                    && Arrays.stream(wanted.getActualTypeArguments()).allMatch(Assignability::isAnything);
        }
        if (beanType instanceof ParameterizedType its) {
            return its.getRawType().equals(required)
                    && Arrays.stream(its.getActualTypeArguments()).allMatch(Assignability::isAnything);
        }
        return required.equals(beanType);
    }

    private static boolean areArguments(Type[] wanted, Type[] its) {
        for (int i = 0; i < wanted.length; i++) {
            if (!isArgument(wanted[i], its[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isArgument(Type wanted, Type its) {
        if (wanted instanceof WildcardType wildcard) {
            return isWithin(wildcard.getUpperBounds(), its)
                    && Arrays.stream(wildcard.getLowerBounds())
                            .allMatch(lower -> TypeOf.raw(its).isAssignableFrom(TypeOf.raw(lower)));
        }
        if (wanted instanceof TypeVariable<?> variable) {
            return isWithin(variable.getBounds(), its);
        }
        if (its instanceof TypeVariable<?> variable) {
            return isWithin(variable.getBounds(), wanted);
        }
        if (wanted instanceof ParameterizedType outer && its instanceof ParameterizedType inner) {
            return outer.getRawType().equals(inner.getRawType())
                    && areArguments(outer.getActualTypeArguments(), inner.getActualTypeArguments());
        }
        return wanted.equals(its);
    }

    private static boolean isWithin(Type[] bounds, Type type) {
        return type instanceof TypeVariable<?>
                || Arrays.stream(bounds).allMatch(bound -> TypeOf.raw(bound).isAssignableFrom(TypeOf.raw(type)));
    }

    private static boolean isAnything(Type argument) {
        return argument == Object.class
                || (argument instanceof TypeVariable<?> variable
                        && Arrays.stream(variable.getBounds()).allMatch(bound -> bound == Object.class));
    }
}
