package io.sharer.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that stands in the documentation and can be checked: every block of every page, by its language, and in the prose
 * every key, code, command and link. The package tells the rules.
 */
class DocumentsTest {
    private static final Set<String> LANGUAGES = Set.of("java", "text", "xml", "properties", "sh");
    private static final Pattern CODE = Pattern.compile("SHARER-(\\d{3})\\b");
    private static final Project PROJECT = Project.read();
    private static final List<Page> PAGES = Page.all();
    private static final ConfigurationKeys KEYS = ConfigurationKeys.read();
    private static final Names NAMES = new Names(KEYS, PROJECT);
    private static final Quotes QUOTES = new Quotes(PROJECT);

    /** The example of what is told of keys that are none. */
    private static final String MISSPELT = "sharer.drain-timout";

    static List<Page> pages() {
        assertThat(PAGES).hasSizeGreaterThan(10);
        return PAGES;
    }

    static Stream<Page> pagesWithJava() {
        return pages().stream().filter(page -> !new JavaOfPage(page).isEmpty());
    }

    static Stream<Block> blocks(String language) {
        List<Block> blocks =
                pages().stream().flatMap(page -> page.blocks(language).stream()).toList();
        assertThat(blocks).isNotEmpty();
        return blocks.stream();
    }

    static Stream<Block> files() {
        return blocks("java").filter(TestedFile::isOne);
    }

    static Stream<Block> texts() {
        return blocks("text").filter(block -> block.testedBy().isEmpty());
    }

    static Stream<Block> xml() {
        return blocks("xml");
    }

    // --- Blocks ---

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockIsInALanguageThatIsCheckedHere(Page page) {
        assertThat(page.blocks()).allMatch(block -> LANGUAGES.contains(block.language()), "is checked");
    }

    @ParameterizedTest
    @MethodSource("pagesWithJava")
    void theJavaOfAPageCompiles(Page page, @TempDir Path folder) {
        new JavaOfPage(page).compileInto(folder);
    }

    @ParameterizedTest
    @MethodSource("pagesWithJava")
    void theBeansOfAPageAreDeployed(Page page, @TempDir Path folder) throws Exception {
        new JavaOfPage(page).compileInto(folder);
        try (URLClassLoader loader = JavaOfPage.loaderOf(folder)) {
            List<Class<?>> classes = JavaOfPage.classesIn(folder, loader);
            Deployment.of(classes, loader);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textIsWhatTheProgramBeforeItPrints(Block text, @TempDir Path folder) throws Exception {
        Block program = before(text);
        assertThat(program.isProgram())
                .as("%s: a program stands before it, or '<!-- tested by package.SomeTest -->' above it", text)
                .isTrue();
        assertThat(printedBy(program, folder)).isEqualTo(text.text());
    }

    @Test
    void everyProgramIsFollowedByWhatItPrints() throws Exception {
        List<Block> told = texts().map(DocumentsTest::before).toList();
        assertThat(blocks("java").filter(Block::isProgram)).isNotEmpty().isSubsetOf(told);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsTheOneThatIsTested(Block file) throws Exception {
        TestedFile.check(file);
    }

    /** A test that has a block of a page for its own reads that page. */
    @Test
    void whatIsLeftToATestIsLeftToOneThatReadsThePage() {
        List<Block> left = pages().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.testedBy().isPresent())
                .toList();
        assertThat(left).isNotEmpty().allSatisfy(block -> {
            String test = block.testedBy().orElseThrow().replaceFirst(".*\\.", "");
            assertThat(PROJECT.sourceOfTest(test))
                    .as("%s: there is a %s", block, test)
                    .isPresent();
            assertThat(PROJECT.sourceOfTest(test).orElseThrow())
                    .as("%s: %s reads it", block, test)
                    .contains("\"" + block.page().file().getFileName() + "\"");
        });
    }

    @ParameterizedTest
    @MethodSource("xml")
    void xmlIsWellFormedAndHasTheVersionsOfThisProject(Block xml) throws Exception {
        new Xml(xml, PROJECT).check();
    }

    @Test
    void everyKeyInAFileOfPropertiesIsKnown() throws Exception {
        for (Block block : blocks("properties").toList()) {
            KEYS.check(block);
        }
    }

    @Test
    void everyCommandCanBeCalled() throws Exception {
        for (Block block : blocks("sh").toList()) {
            for (String line : Command.linesOf(block)) {
                new Command(line, block.toString(), PROJECT).check();
            }
        }
    }

    // --- Prose ---

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandInTheProseCanBeCalled(Page page) {
        for (String code : page.inlineCode()) {
            if (code.startsWith("mvn ")) {
                new Command(code, page.toString(), PROJECT).check();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyNameThatBeginsAsSharersDoIsKnown(Page page) {
        assertThat(NAMES.unknownIn(page))
                .isEqualTo(page.toString().equals("docs/messages.md") ? List.of(MISSPELT) : List.of());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCodeHasItsMessage(Page page) {
        String messages = Page.of(Page.PROJECT.resolve("docs/messages.md")).text();
        Set<String> codes = CODE.matcher(page.text())
                .results()
                .map(code -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes).allMatch(code -> messages.contains("### SHARER-" + code + "\n"), "is in docs/messages.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyMessageThatIsQuotedIsTheOneOfTheCode(Page page) {
        assertThat(QUOTES.wrongOn(page)).isEmpty();
    }

    @Test
    void messagesAreQuoted() {
        assertThat(PAGES.stream().map(Page::textWithoutJava).filter(text -> text.contains("`SHARER-518: ")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        assertThat(Links.brokenOn(page)).isEmpty();
    }

    @Test
    void everyPageIsInTheIndex() throws Exception {
        Path folder = Page.PROJECT.resolve("docs");
        List<String> links = Links.of(Page.of(folder.resolve("README.md")));
        try (Stream<Path> pages = Files.list(folder)) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(page -> page.endsWith(".md") && !page.equals("README.md")))
                    .isSubsetOf(links);
        }
    }

    // --- The checks themselves ---

    @Test
    void whatIsNotAsItShouldBeIsFound(@TempDir Path folder) {
        Map<String, String> flaws = new TreeMap<>();
        flaws.put("```java\nclass Till { int put() {} }\n```", "missing return statement");
        flaws.put("```java\nclass Till { List<String> coins; }\n```", "cannot find symbol");
        flaws.put("```java\nclass Till {}\n```\n```java\nclass Till {}\n```", "duplicate class");
        flaws.forEach((text, found) -> assertThatThrownBy(() -> new JavaOfPage(Page.of(text)).compileInto(folder))
                .hasMessageContaining(found)
                .hasMessageContaining("docs/page.md:"));
        for (String command : List.of(
                "mvn -pl extensions verify",
                "mvn verfy",
                "mvn wildfly:rum",
                "mvn verify -Pno-such-profile",
                "mvn test -Dtest=NoSuchTest",
                "mvn verify -Dno.such.option=true",
                "curl http://localhost:8080/api/nobody",
                "no-such-command")) {
            assertThatThrownBy(() -> new Command(command, "page", PROJECT).check())
                    .as(command)
                    .isInstanceOf(AssertionError.class);
        }
        Page prose = Page.of("[there](nowhere.md) [and](../README.md#no-such-heading)");
        assertThat(Links.brokenOn(prose)).hasSize(2);
        for (String name : List.of(
                "sharer.queue.\"till\".capcity",
                "sharer.observe.jmy",
                "sharer.console.rol",
                "sharer.watchdg",
                "sharer.queue.lenght",
                "sharer.TurnHold",
                "-Dsharer.drain-timeot")) {
            assertThat(NAMES.unknownIn(Page.of("`" + name + "`"))).as(name).hasSize(1);
        }
        assertThat(NAMES.unknownIn(Page.of("`sharer.observe.jmx`, `.trace` and `.healt`")))
                .containsExactly("sharer.observe.trace", "sharer.observe.healt");
        assertThat(NAMES.unknownIn(Page.of("`sharer.observe.jmx`, `.traces` and `.health`; `sharer.watchdog=PT1M`")))
                .isEmpty();
        assertThat(QUOTES.wrongOn(Page.of("`SHARER-518: 'a', from 'b', uses the console to sing.`")))
                .isEmpty();
        for (String quote : List.of(
                "`SHARER-518: 'a', from 'b', has used the console to sing.`",
                "`SHARER-518: 'a', from 'b', uses the console`",
                "`SHARER-999: no such message.`",
                "it says SHARER-518: 'a', from 'b', uses the console to sing.")) {
            assertThat(QUOTES.wrongOn(Page.of(quote))).as(quote).hasSize(1);
        }
        Block old = Page.of("```xml\n<dependency><artifactId>h2</artifactId><version>1</version></dependency>\n```")
                .blocks()
                .get(0);
        assertThatThrownBy(() -> new Xml(old, PROJECT).check()).hasMessageContaining("the version of h2");
        assertThatThrownBy(() -> Page.of("```java\nclass Till {}")).hasMessageContaining("has no end");
    }

    private static Block before(Block text) {
        List<Block> blocks = text.page().blocks();
        int at = blocks.indexOf(text);
        assertThat(at).as("%s stands behind a program", text).isPositive();
        return blocks.get(at - 1);
    }

    private static String printedBy(Block program, Path folder) throws Exception {
        new JavaOfPage(program.page()).compileInto(folder);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader = JavaOfPage.loaderOf(folder);
                PrintStream here = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(here);
            loader.loadClass(JavaOfPage.mainClassOf(program))
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
