package io.sharer.cdi.pool;

import io.sharer.pool.PooledLease;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A loan for each call: the one wrapper of a call-scoped bean serves the whole application. */
final class CallLoan<T> implements Loan<T> {
    private final OpenPool<T> pool;

    CallLoan(OpenPool<T> pool) {
        this.pool = pool;
    }

    @Override
    public PooledLease<T> begin() {
        PooledLease<T> lease = pool.engine().borrow();
        lease.bindToCall();
        return lease;
    }

    @Override
    public void end(PooledLease<T> lease, @Nullable Throwable thrown) {
        lease.close();
    }

    @Override
    public boolean isClosing(Method method, T object) {
        return pool.definition().closing().isDoneBy(method, object);
    }

    @Override
    public String pool() {
        return pool.name();
    }
}
