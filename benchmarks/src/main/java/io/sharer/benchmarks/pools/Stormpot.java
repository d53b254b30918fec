package io.sharer.benchmarks.pools;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The calls of Stormpot, whose classes a compiler for JDK 17 cannot read. Constant method handles, which the JVM
 * compiles as it does calls that stand in the code.
 */
final class Stormpot {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
    private static final Class<?> POOL = type("Pool");
    private static final Class<?> TAP = type("PoolTap");
    private static final Class<?> BUILDER = type("PoolBuilder");
    private static final Class<?> ALLOCATOR = type("Allocator");
    private static final Class<?> EXPIRATION = type("Expiration");
    private static final Class<?> TIMEOUT = type("Timeout");
    private static final Class<?> POOLED = type("Pooled");
    private static final Class<?> SLOT = type("Slot");
    private static final Class<?> COMPLETION = type("Completion");

    private static final MethodHandle CLAIM =
            method(TAP, "claim", methodType(type("Poolable"), TIMEOUT), Object.class, Object.class, Object.class);
    private static final MethodHandle OBJECT =
            method(POOLED, "getObject", methodType(Object.class), Thing.class, Object.class);
    private static final MethodHandle RELEASE =
            method(POOLED, "release", methodType(void.class), void.class, Object.class);
    private static final Object ENDLESS = timeout(Duration.ofDays(TenThings.ENDLESS_DAYS));

    private Stormpot() {}

    private static Class<?> type(String name) {
        try {
            return Class.forName("stormpot." + name);
        } catch (ClassNotFoundException | UnsupportedClassVersionError e) {
            throw new IllegalStateException("Stormpot needs JDK 21 or newer.", e);
        }
    }

    private static MethodHandle method(
            Class<?> owner, String name, MethodType type, Class<?> result, Class<?>... arguments) {
        try {
            return LOOKUP.findVirtual(owner, name, type).asType(methodType(result, arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object timeout(Duration duration) {
        try {
            return TIMEOUT.getConstructor(Duration.class).newInstance(duration);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- What is not measured ---

    /** A pool whose things never expire. */
    static Object newPool(Callable<Thing> factory, long size) {
        try {
            Object allocator = Proxy.newProxyInstance(
                    ALLOCATOR.getClassLoader(),
                    new Class<?>[] {ALLOCATOR},
                    (proxy, method, arguments) -> method.getName().equals("allocate")
                            ? POOLED.getConstructor(SLOT, Object.class).newInstance(arguments[0], factory.call())
                            : null);
            Object never = EXPIRATION.getMethod("never").invoke(null);
            Object builder = POOL.getMethod("from", ALLOCATOR).invoke(null, allocator);
            BUILDER.getMethod("setSize", long.class).invoke(builder, size);
            BUILDER.getMethod("setExpiration", EXPIRATION).invoke(builder, never);
            BUILDER.getMethod("setBackgroundExpirationEnabled", boolean.class).invoke(builder, false);
            BUILDER.getMethod("setPreciseLeakDetectionEnabled", boolean.class).invoke(builder, false);
            return BUILDER.getMethod("build").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object virtualThreadSafeTap(Object pool) {
        try {
            return POOL.getMethod("getVirtualThreadSafeTap").invoke(pool);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static void shutDown(Object pool) throws ReflectiveOperationException {
        Object completion = POOL.getMethod("shutdown").invoke(pool);
        COMPLETION.getMethod("await", TIMEOUT).invoke(completion, ENDLESS);
    }

    // --- What is ---

    static Object claim(Object tap) throws Exception {
        try {
            return CLAIM.invokeExact(tap, ENDLESS);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static Thing thingOf(Object pooled) {
        try {
            return (Thing) OBJECT.invokeExact(pooled);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static void release(Object pooled) {
        try {
            RELEASE.invokeExact(pooled);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
