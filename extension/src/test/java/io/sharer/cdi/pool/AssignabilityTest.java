package io.sharer.cdi.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of CDI for required types and bean types. */
class AssignabilityTest {
    /** Its methods return the types of the tests. */
    @SuppressWarnings({"rawtypes", "unused", "TypeParameterUnusedInFormals"})
    interface Types<A, N extends Number> {
        String word();

        CharSequence text();

        Supplier raw();

        Supplier<String> ofWord();

        Supplier<Object> ofObject();

        Supplier<Integer> ofNumber();

        Supplier<?> ofAnything();

        Supplier<? extends Collection<?>> ofCollections();

        Supplier<? super ArrayList<?>> ofParents();

        Supplier<List<String>> ofWords();

        Supplier<List<Integer>> ofNumbers();

        Supplier<A> ofVariable();

        Supplier<N> ofBounded();

        A variable();

        N bounded();
    }

    private static Type type(String method) throws NoSuchMethodException {
        return Types.class.getDeclaredMethod(method).getGenericReturnType();
    }

    @ParameterizedTest
    @CsvSource({
        "word, word, true",
        "text, word, false", // the bean has both types
        "raw, raw, true",
        "raw, ofWord, false",
        "raw, ofObject, true",
        "raw, ofVariable, true",
        "raw, ofBounded, false",
        "ofWord, raw, false",
        "ofObject, raw, true",
        "ofWord, ofWord, true",
        "ofWord, ofNumber, false",
        "ofAnything, ofWord, true",
        "ofCollections, ofWords, true",
        "ofCollections, ofWord, false",
        "ofParents, ofWords, true",
        "ofParents, ofWord, false",
        "ofWords, ofWords, true",
        "ofWords, ofNumbers, false",
        "ofVariable, ofWord, true",
        "ofBounded, ofNumber, true",
        "ofBounded, ofWord, false",
        "ofWord, ofVariable, true",
        "ofWord, ofBounded, false",
        "ofNumber, ofBounded, true",
        "variable, word, true",
        "bounded, word, false"
    })
    void whatIsAssignable(String required, String beanType, boolean expected) throws Exception {
        assertThat(Assignability.isAssignable(type(required), type(beanType))).isEqualTo(expected);
    }
}
