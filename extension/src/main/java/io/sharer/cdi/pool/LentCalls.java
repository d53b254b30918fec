package io.sharer.cdi.pool;

import io.sharer.pool.PooledLease;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a wrapper on the object that its loan has, and tells the pool when they begin, when they end, and
 * what they throw.
 *
 * <p>Serialisable in type only, as scopes that passivate ask of what they hold: being written, it refuses.
 */
final class LentCalls<T> implements InvocationHandler, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Loan<T> loan;

    LentCalls(Loan<T> loan) {
        this.loan = loan;
    }

    /** The loan that the calls of a wrapper's are made on. */
    Loan<T> loan() {
        return loan;
    }

    /** {@code equals}, {@code hashCode} and {@code toString} are the wrapper's own, and reach no object. */
    @Override
    public @Nullable Object invoke(Object wrapper, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return answer(wrapper, method, arguments);
        }
        PooledLease<T> lease = loan.begin();
        Throwable thrown = null;
        try {
            T object = lease.enter();
            try {
                Object result = method.invoke(object, arguments);
                // A fluent call returns what it was made on: the caller goes on with the wrapper.
                return result == object && method.getReturnType().isInstance(wrapper) ? wrapper : result;
            } catch (InvocationTargetException e) {
                thrown = Objects.requireNonNullElse(e.getCause(), e);
                throw thrown;
            } finally {
                lease.exit(thrown);
                if (loan.isClosing(method, object)) {
                    // It would be lent again, as if nothing had happened.
                    lease.discard();
                }
            }
        } finally {
            loan.end(lease, thrown);
        }
    }

    private Object answer(Object wrapper, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> wrapper == Objects.requireNonNull(arguments)[0];
            case "hashCode" -> System.identityHashCode(wrapper);
            default -> "an object of the pool '" + loan.pool() + "'";
        };
    }

    @SuppressWarnings({"UnusedMethod", "DoNotCallSuggester"}) // the signature is that of the serialisation
    private Object writeReplace() throws NotSerializableException {
        throw new NotSerializableException(PooledMessages.notWritten(loan.pool()));
    }
}
