package io.sharer;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a producer method, a producer field or a bean class: its objects are lent from a pool. Their scope says how long a
 * borrower keeps one. A producer has to have one; a bean class that has none is {@link CallScoped}.
 *
 * <p>What is injected is a proxy as ever, which lends with the first call. {@link Pool} and {@link PoolHooks} are found
 * by the type and the qualifiers of the producer, or of the class. As a stereotype it makes a class a bean.
 *
 * <p>Durations are ISO-8601, such as {@code "PT5S"}; the empty string means that there is no limit, or that it is not
 * used.
 */
@Documented
@Stereotype
@Retention(RUNTIME)
@Target({TYPE, METHOD, FIELD})
public @interface Pooled {
    /**
     * {@return the pool's name, for configuration, statistics and messages} By default the type and member it stands
     * on, as in {@code sharer.pool."com.acme.Db.connect".max-size}.
     */
    String name() default "";

    /** {@return how many objects are made ahead and kept up} */
    int minSize() default 0;

    /** {@return how many objects there may be at once; 0 for any number} */
    int maxSize() default 0;

    /** {@return the longest wait to borrow, the making of an object included; {@code "PT0S"} for no wait} */
    String timeout() default "";

    /** {@return after how many loans an object is closed; 0 for any number} */
    int maxUses() default 0;

    /** {@return after how long an idle object is closed, down to {@link #minSize()}} */
    String maxIdle() default "";

    /**
     * {@return at which age an object is closed when it is not lent; up to a tenth earlier, so that not all end
     * together}
     */
    String maxAge() default "";

    /** {@return after how long a loan is warned about, with the borrower's stack} */
    String maxLease() default "";

    /** {@return after how long a loan is taken away: the lease is void, the object closed, and its place free} */
    String killLease() default "";

    /** {@return how often idle objects are asked whether they are {@link PoolHooks#isHealthy}} */
    String healthEvery() default "";

    /**
     * {@return the name of the method that closes an object} By default the disposer, else
     * {@link AutoCloseable#close()}.
     */
    String close() default "";

    /**
     * {@return which exceptions of a call on the object have it closed and not given back, beside unchecked exceptions
     * and errors, which always do}
     */
    Class<? extends Throwable>[] discardOn() default {};

    /** {@return which exceptions of a call on the object leave it as it is, whatever else is said} */
    Class<? extends Throwable>[] keepOn() default {};

    /** {@return what becomes of a thread that has one object of the pool and would have to wait for another} */
    SecondBorrow secondBorrow() default SecondBorrow.WARN;
}
