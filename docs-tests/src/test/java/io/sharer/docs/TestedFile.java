package io.sharer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A block of Java with a package: a whole file, which stands among the tests of this module too, so that they run it.
 * The page shows it as it is there.
 */
final class TestedFile {
    private static final Path SOURCES = Path.of("src", "test", "java");

    private TestedFile() {}

    static boolean isOne(Block block) {
        return block.language().equals("java")
                && block.isInPackage()
                && block.testedBy().isEmpty();
    }

    static void check(Block block) throws IOException {
        Path file = SOURCES.resolve(block.fileName() + ".java");
        assertThat(file)
                .as(
                        "%s has a package, so it is a file of the tests, which run it,"
                                + " or '<!-- tested by package.SomeTest -->' stands above it",
                        block)
                .exists();
        String tested = Files.readString(file);
        if (System.getProperty("documents.files", "").equals("write")) {
            String page = Files.readString(block.page().file());
            Files.writeString(block.page().file(), page.replace(block.text(), tested));
            return;
        }
        assertThat(block.text())
                .as(
                        "%s and docs-tests/%s; to copy the files into the pages run"
                                + " mvn -pl docs-tests -am test -Dtest=DocumentsTest -Ddocuments.files=write"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        block, file)
                .isEqualTo(tested);
    }
}
