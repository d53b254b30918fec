package io.sharer.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The console knows what everybody may use, and nothing of how it is done. */
@AnalyzeClasses(packages = "io.sharer.console", importOptions = DoNotIncludeTests.class)
class ConsoleArrowsTest {
    @ArchTest
    static final ArchRule THE_CONSOLE_USES_THE_API_AND_THE_PLATFORM_ONLY = classes()
            .that()
            .resideInAPackage("io.sharer.console")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.sharer.console",
                    "io.sharer",
                    "io.sharer.spi",
                    "jakarta.servlet..",
                    "jakarta.json",
                    "jakarta.inject",
                    "java..",
                    "org.jspecify.annotations");
}
