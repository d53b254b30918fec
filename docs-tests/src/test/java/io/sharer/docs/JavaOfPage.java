package io.sharer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The Java of a page, which is one program: what one block declares the others can use. A block that has neither
 * imports nor a package has the imports of the page, which are a block for themselves. Files that are tested are on the
 * class path, and not compiled again.
 */
final class JavaOfPage {
    /** Of what has none: Weld makes no proxies of what is package-private in the unnamed package. */
    private static final String PACKAGE = "documented";

    private final Page page;
    private final List<Block> blocks;

    JavaOfPage(Page page) {
        this.page = page;
        this.blocks = page.blocks("java").stream()
                .filter(block -> !block.isOfImports()
                        && !TestedFile.isOne(block)
                        && block.testedBy().isEmpty())
                .toList();
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The name of the class that a program is. */
    static String mainClassOf(Block program) {
        return PACKAGE + "." + program.fileName();
    }

    /** Fails with what the compiler says. */
    void compileInto(Path folder) {
        String imports = page.blocks("java").stream()
                .filter(Block::isOfImports)
                .map(Block::text)
                .collect(Collectors.joining());
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-proc:none", "-parameters", "-Xlint:deprecation,removal,rawtypes,unchecked", "-d", folder.toString());
        List<Source> sources = blocks.stream()
                .map(block ->
                        new Source(block, "package " + PACKAGE + "; " + (block.isFile() ? "" : imports) + block.text()))
                .toList();
        boolean compiled =
                compiler.getTask(messages, null, null, options, null, sources).call();
        assertThat(messages.toString())
                .as("what the compiler says of the Java in %s; each begins with its block", page)
                .isEmpty();
        assertThat(compiled).isTrue();
    }

    /** What compiling has put into the folder. */
    static List<Class<?>> classesIn(Path folder, ClassLoader loader) throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.walk(folder)) {
            names = files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
        List<Class<?>> classes = new ArrayList<>();
        for (String name : names) {
            classes.add(Class.forName(name, false, loader));
        }
        return classes;
    }

    static URLClassLoader loaderOf(Path folder) throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, JavaOfPage.class.getClassLoader());
    }

    /** One block, for the compiler. */
    private static final class Source extends SimpleJavaFileObject {
        private final Block block;
        private final String text;

        Source(Block block, String text) {
            super(URI.create("string:///" + PACKAGE + "/" + block.fileName() + ".java"), JavaFileObject.Kind.SOURCE);
            this.block = block;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public String getName() {
            return "the block at " + block;
        }
    }
}
