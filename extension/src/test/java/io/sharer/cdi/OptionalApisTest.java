package io.sharer.cdi;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.sharer.platform.Platform;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every API that a platform may lack is absent once: everything loads that a container loads, and works.
 *
 * <p>Which APIs these are nobody lists: all that the jar's classes refer to and neither Java nor CDI brings.
 */
@Tag(Container.NOT_IN_LITE)
class OptionalApisTest {
    /** CDI 4 brings these, or nothing of it would load. */
    private static final Set<String> OF_CDI = Set.of(
            "jakarta.annotation",
            "jakarta.enterprise.context",
            "jakarta.enterprise.context.control",
            "jakarta.enterprise.context.spi",
            "jakarta.enterprise.event",
            "jakarta.enterprise.inject",
            "jakarta.enterprise.inject.build.compatible.spi",
            "jakarta.enterprise.inject.literal",
            "jakarta.enterprise.inject.spi",
            "jakarta.enterprise.inject.spi.configurator",
            "jakarta.enterprise.lang.model",
            "jakarta.enterprise.lang.model.declarations",
            "jakarta.enterprise.lang.model.types",
            "jakarta.enterprise.util",
            "jakarta.inject",
            "jakarta.interceptor");

    /** No class refers to their classes, yet their annotations are known by name. */
    private static final Set<String> KNOWN_BY_NAME = Set.of("jakarta.ejb");

    private static final Set<String> OF_SEVERAL_PACKAGES = Set.of("io.micrometer", "io.opentelemetry");

    private static final Set<String> OF_JAVA = ModuleLayer.boot().modules().stream()
            .flatMap(module -> module.getPackages().stream())
            .collect(toSet());

    private static final List<JavaClass> JAR = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests()).importPackages("io.sharer").stream()
                    .filter(type -> !type.isArray())
                    .toList();

    /** Each of the APIs alone, and all of them. */
    static Stream<Set<String>> absent() {
        Set<String> all = apis();
        return Stream.concat(all.stream().map(Set::of), Stream.of(all));
    }

    private static Set<String> apis() {
        Set<String> apis = referredTo().map(OptionalApisTest::apiOf).collect(Collectors.toCollection(HashSet::new));
        apis.addAll(KNOWN_BY_NAME);
        return apis;
    }

    /** What is there or not as a whole: a package, or all those of a project that has several. */
    private static String apiOf(JavaClass type) {
        String name = type.getPackageName();
        return OF_SEVERAL_PACKAGES.stream()
                .filter(project -> name.startsWith(project + "."))
                .findAny()
                .orElse(name);
    }

    /** The classes of others that neither Java nor CDI brings. */
    private static Stream<JavaClass> referredTo() {
        return JAR.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> !type.isPrimitive() && !isOurs(type))
                .filter(type -> !OF_CDI.contains(type.getPackageName()) && !OF_JAVA.contains(type.getPackageName()));
    }

    /** What is met nowhere else, and only where it is there. */
    private static boolean isOfPlatform(JavaClass type) {
        return (type.getPackageName() + ".").startsWith(Platform.class.getPackageName() + ".");
    }

    private static boolean isOurs(JavaClass type) {
        return (type.getPackageName() + ".").startsWith("io.sharer.");
    }

    @Test
    void theOptionalPartsOfThePlatformAreAmongThem() {
        assertThat(apis())
                .contains(
                        "jakarta.enterprise.concurrent",
                        "jakarta.transaction",
                        "io.opentelemetry",
                        "org.eclipse.microprofile.config");
    }

    @ParameterizedTest
    @MethodSource("absent")
    void nothingOfThemIsThere(Set<String> absent) throws Exception {
        try (ClassPathWithout classPath = new ClassPathWithout(absent)) {
            for (JavaClass type : referredTo().toList()) {
                if (absent.contains(apiOf(type))) {
                    assertThatThrownBy(() -> classPath.loadClass(type.getName()))
                            .isInstanceOf(ClassNotFoundException.class);
                } else {
                    assertThat(classPath.loadClass(type.getName())).isNotNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("absent")
    void everythingLoadsThatAContainerLoads(Set<String> absent) throws Exception {
        List<String> failures = new ArrayList<>();
        int loaded = 0;
        try (ClassPathWithout classPath = new ClassPathWithout(absent)) {
            for (JavaClass type : JAR) {
                if (!isOfPlatform(type) || type.getName().equals(Platform.class.getName())) {
                    try {
                        lookInto(Class.forName(type.getName(), true, classPath));
                        loaded++;
                    } catch (LinkageError | ClassNotFoundException | TypeNotPresentException e) {
                        failures.add(type.getName() + ": " + e);
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(loaded).isGreaterThan(300);
    }

    /** As containers do, which ask a class for all its members before they know which of them they want. */
    private static void lookInto(Class<?> type) {
        assertThat(type.getDeclaredAnnotations()).isNotNull();
        assertThat(type.getGenericInterfaces()).isNotNull();
        assertThat(type.getDeclaredClasses()).isNotNull();
        assertThat(Arrays.stream(type.getDeclaredFields())
                        .peek(field ->
                                assertThat(field.getDeclaredAnnotations()).isNotNull())
                        .map(field -> field.getGenericType().getTypeName()))
                .doesNotContainNull();
        Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .forEach(OptionalApisTest::lookInto);
    }

    private static void lookInto(Executable executable) {
        assertThat(executable.getGenericParameterTypes()).isNotNull();
        assertThat(executable.getGenericExceptionTypes()).isNotNull();
        assertThat(executable.getParameterAnnotations()).isNotNull();
        assertThat(executable.getDeclaredAnnotations()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("absent")
    void anApplicationWorks(Set<String> absent) throws Exception {
        try (ClassPathWithout classPath = new ClassPathWithout(absent)) {
            assertThat(classPath.call(WholeApplication.class))
                    .isEqualTo(List.of(
                            "sold",
                            "sold later",
                            "tool 1, lent 1 times",
                            "laid, 0 dropped",
                            "laid, 1 dropped",
                            "looked",
                            "in the loop",
                            "late"));
        }
    }
}
