package io.sharer.cdi.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrapper of a class passes on every call, whatever its method is like, and is nothing itself. */
class ClassWrapperTest {
    abstract static class Base<T extends Comparable<T>> {
        T larger(T one, T other) {
            return one.compareTo(other) > 0 ? one : other;
        }

        abstract Object covariant();

        protected int inherited() {
            return 1;
        }
    }

    interface WithDefault {
        default String byDefault() {
            return "default of " + getClass().getSimpleName();
        }
    }

    static class Subject extends Base<Integer> implements WithDefault, Comparable<Subject> {
        static int constructed;
        static final AtomicBoolean FINALIZED = new AtomicBoolean();

        final int number;

        Subject(int number) {
            constructed++;
            this.number = number;
        }

        @Override
        Integer larger(Integer one, Integer other) {
            return super.larger(one, other);
        }

        @Override
        String covariant() {
            return "covariant";
        }

        @Override
        public int compareTo(Subject other) {
            return Integer.compare(number, other.number);
        }

        boolean flag(boolean value) {
            return !value;
        }

        byte oneByte(byte value) {
            return value;
        }

        short oneShort(short value) {
            return value;
        }

        char oneChar(char value) {
            return value;
        }

        int oneInt(int value) {
            return value;
        }

        long oneLong(long value) {
            return value;
        }

        float oneFloat(float value) {
            return value;
        }

        double oneDouble(double value) {
            return value;
        }

        String mixed(long first, Object second, double third, int fourth, byte[] fifth, String... rest) {
            return first + " " + second + " " + third + " " + fourth + " " + fifth.length + " " + rest.length;
        }

        int[][] arrays(int[][] value) {
            return value;
        }

        void nothing(List<String> log) {
            log.add("nothing of " + number);
        }

        void declared() throws IOException {
            throw new IOException("declared");
        }

        void undeclared() {
            throw ClassWrapperTest.<RuntimeException>sneaky(new IOException("undeclared"));
        }

        static int ofNobody() {
            return 7;
        }

        @Override
        @SuppressWarnings({"deprecation", "removal", "Finalize"}) // others have such classes
        protected void finalize() {
            if (number == 0) {
                FINALIZED.set(true);
            }
        }

        @Override
        public String toString() {
            throw new AssertionError("answered by the wrapper");
        }
    }

    static class HasFinalMethod {
        final void stay() {}
    }

    static class HasManyWords {
        long words(long a, long b, long c, long d, double e, double f, double g, double h, int i, long j) {
            return a + b + c + d + (long) (e + f + g + h) + i + j;
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is the point
    private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private final List<String> called = new ArrayList<>();

    private InvocationHandler to(Object target) {
        return (wrapper, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals") ? (Object) (wrapper == arguments[0]) : answer(method);
            }
            called.add(method.getName());
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
    }

    private static Object answer(Method method) {
        return method.getName().equals("hashCode") ? (Object) 42 : "a wrapper";
    }

    private Subject wrapperOf(Subject subject) throws UnwrappableException {
        return Wrapper.of(Subject.class).around(to(subject));
    }

    @Test
    void valuesOfAllTypesGoThereAndBack() throws Exception {
        Subject wrapper = wrapperOf(new Subject(5));
        int[][] arrays = {{1}, {2}};

        assertThat(wrapper.flag(true)).isFalse();
        assertThat(wrapper.oneByte((byte) -1)).isEqualTo((byte) -1);
        assertThat(wrapper.oneShort((short) -2)).isEqualTo((short) -2);
        assertThat(wrapper.oneChar('x')).isEqualTo('x');
        assertThat(wrapper.oneInt(-3)).isEqualTo(-3);
        assertThat(wrapper.oneLong(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(wrapper.oneFloat(1.5F)).isEqualTo(1.5F);
        assertThat(wrapper.oneDouble(-2.5)).isEqualTo(-2.5);
        assertThat(wrapper.arrays(arrays)).isSameAs(arrays);
        assertThat(wrapper.mixed(1, "two", 3, 4, new byte[5], "a", "b")).isEqualTo("1 two 3.0 4 5 2");
        assertThat(Wrapper.of(HasManyWords.class).around(to(new HasManyWords())).words(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
                .isEqualTo(55);
    }

    @Test
    void aMethodWithoutResultIsPassedOn() throws Exception {
        List<String> log = new ArrayList<>();

        wrapperOf(new Subject(5)).nothing(log);

        assertThat(log).containsExactly("nothing of 5");
    }

    @Test
    void aBridgeLeadsToTheObjectOnce() throws Exception {
        Base<Integer> wrapper = wrapperOf(new Subject(5));

        assertThat(wrapper.larger(1, 2)).isEqualTo(2);
        assertThat(wrapper.covariant()).isEqualTo("covariant");

        assertThat(called).containsExactly("larger", "covariant");
    }

    @Test
    void whatIsInheritedIsPassedOnToo() throws Exception {
        Subject wrapper = wrapperOf(new Subject(5));

        assertThat(wrapper.inherited()).isEqualTo(1);
        assertThat(wrapper.byDefault()).isEqualTo("default of Subject");
        assertThat(wrapper.compareTo(new Subject(4))).isPositive();

        assertThat(called).containsExactly("inherited", "byDefault", "compareTo");
    }

    @Test
    void exceptionsComeThroughAsTheyAreDeclaredOrNot() throws Exception {
        Subject wrapper = wrapperOf(new Subject(5));

        assertThatThrownBy(wrapper::declared).isExactlyInstanceOf(IOException.class);
        assertThatThrownBy(wrapper::undeclared).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void noConstructorRunsForIt() throws Exception {
        Subject subject = new Subject(5);
        int before = Subject.constructed;

        Subject wrapper = wrapperOf(subject);

        assertThat(Subject.constructed).isEqualTo(before);
        assertThat(wrapper.number).isZero();
    }

    @Test
    void itAnswersForItselfAsAnObject() throws Exception {
        Subject wrapper = wrapperOf(new Subject(5));

        assertThat(wrapper.toString()).isEqualTo("a wrapper");
        assertThat(wrapper.hashCode()).isEqualTo(42);
        assertThat(wrapper.equals(wrapperOf(new Subject(5)))).isFalse();
        assertThat(called).isEmpty();
    }

    @Test
    void itIsNeverFinalized() throws Exception {
        Method finalizer = wrapperOf(new Subject(5)).getClass().getDeclaredMethod("finalize");
        finalizer.setAccessible(true);

        finalizer.invoke(wrapperOf(new Subject(5)));

        assertThat(Subject.FINALIZED).isFalse();
        assertThat(called).isEmpty();
    }

    @Test
    void theSubclassIsMadeOnce() throws Exception {
        assertThat(wrapperOf(new Subject(1)).getClass())
                .isSameAs(wrapperOf(new Subject(2)).getClass());
    }

    @ParameterizedTest
    @ValueSource(classes = {HasFinalMethod.class, String.class, Thread.State.class, int.class, int[].class})
    void whatCannotBeWrappedSaysWhy(Class<?> type) {
        assertThatThrownBy(() -> Wrapper.of(type)).isInstanceOf(UnwrappableException.class);
    }

    @Test
    void aClassOfTheJdksIsNotOpen() {
        assertThatThrownBy(() -> Wrapper.of(java.util.Random.class))
                .isInstanceOf(UnwrappableException.class)
                .hasMessageContaining("no subclass of it can be made");
    }
}
