package io.sharer.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which classes show the types of an optional API in what they declare. Servers look for that in all classes of an
 * application: GlassFish takes one that has a type of MicroProfile Config there, be it in the method of a lambda, for a
 * user of it, and deploys it only if it can start what it has for those.
 */
class SignaturesTest {
    /** Read once, for that takes long. */
    private static final List<String> JAR = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests()).importPackages("io.sharer").stream()
                    .filter(type -> !type.isArray())
                    .map(JavaClass::getName)
                    .toList();

    @ParameterizedTest
    @CsvSource({
        "org.eclipse.microprofile.config, nowhere",
        "org.eclipse.microprofile.health, io.sharer.platform.health",
        "io.micrometer, io.sharer.platform.telemetry",
        "io.opentelemetry, io.sharer.platform.telemetry"
    })
    void showTypesOfAnOptionalApiOnlyWhereItIsMet(String api, String where) throws Exception {
        List<String> found = new ArrayList<>();
        int members = 0;
        for (String name : JAR) {
            Class<?> type = Class.forName(name, false, SignaturesTest.class.getClassLoader());
            if (!type.getPackageName().equals(where)) {
                List<String> declared = declaredBy(type).toList();
                members += declared.size();
                declared.stream()
                        .filter(text -> text.contains(api + "."))
                        .map(text -> type.getName() + ": " + text)
                        .forEach(found::add);
            }
        }
        assertThat(found).isEmpty();
        assertThat(members).isGreaterThan(3000);
    }

    private static Stream<String> declaredBy(Class<?> type) {
        Stream<String> ofItself = Stream.concat(
                Stream.of(type.getGenericInterfaces()).map(Object::toString),
                Stream.of(String.valueOf(type.getGenericSuperclass())));
        Stream<String> ofFields = Arrays.stream(type.getDeclaredFields()).flatMap(SignaturesTest::ofField);
        Stream<String> ofExecutables = Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .flatMap(SignaturesTest::ofExecutable);
        return Stream.of(ofItself, annotationsOf(type), ofFields, ofExecutables).flatMap(all -> all);
    }

    private static Stream<String> ofField(Field field) {
        return Stream.concat(Stream.of(field.toGenericString(), field.toString()), annotationsOf(field));
    }

    private static Stream<String> ofExecutable(Executable executable) {
        Stream<String> signature = Stream.of(executable.toGenericString(), executable.toString());
        Stream<String> ofParameters = Arrays.stream(executable.getParameterAnnotations())
                .flatMap(Arrays::stream)
                .map(Annotation::toString);
        Stream<String> result = executable instanceof Method method
                ? Stream.of(method.getReturnType().getName())
                : Stream.empty();
        return Stream.of(signature, result, ofParameters, annotationsOf(executable))
                .flatMap(all -> all);
    }

    private static Stream<String> annotationsOf(AnnotatedElement element) {
        return Arrays.stream(element.getDeclaredAnnotations()).map(Annotation::toString);
    }
}
