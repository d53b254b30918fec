package io.sharer.it.page;

import static io.sharer.it.page.UserPage.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.it.example.Database;
import io.sharer.it.example.ExampleWar;
import io.sharer.it.example.FreshDatabase;
import io.sharer.it.support.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;

/** What a person sees and does on the example's page. */
@ExtendWith({FreshDatabase.class, ArquillianExtension.class})
@RunAsClient
@Timeout(300)
class UserPageIT {
    private static final int ROWS = 30_000;

    @RegisterExtension
    private final OpenBrowser browser = new OpenBrowser();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path files;

    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleWar.asBuilt();
    }

    @Test
    void aUserIsAddedAndFound() {
        UserPage page = UserPage.open(browser.driver());

        page.add("Ada Lovelace", "36", "female");
        soon().untilAsserted(() -> assertThat(page.text("add-message")).contains("Ada Lovelace"));
        page.search("Ada L%");

        soon().untilAsserted(() -> assertThat(page.text("users")).contains("Ada Lovelace", "36", "female"));
        assertThat(page.text("search-total")).contains("1");
    }

    @Test
    void aSearchShowsOnlyWhatMatches() {
        UserPage page = UserPage.open(browser.driver());
        page.add("Grace Hopper", "85", "female");
        soon().until(() -> page.text("users").contains("Grace Hopper"));

        page.search("No such name%");

        soon().untilAsserted(() -> assertThat(page.text("users")).isEmpty());
        assertThat(page.text("search-total")).contains("0");
    }

    @Test
    void whoAddsAnInvalidUserIsToldWhatIsWrong() {
        UserPage page = UserPage.open(browser.driver());

        page.add("Methuselah", "969", "male");

        soon().untilAsserted(() -> assertThat(page.text("add-message")).contains("age"));
    }

    @Test
    void aNameIsShownAsTextWhateverItHolds() {
        UserPage page = UserPage.open(browser.driver());
        String markup = "<img src=x onerror=\"document.title='owned'\">";
        String title = browser.driver().getTitle();

        page.add(markup, "20", "female");
        soon().untilAsserted(() -> assertThat(page.text("add-message")).contains(markup));
        page.search("<img%");

        soon().untilAsserted(() -> assertThat(page.text("users")).contains(markup));
        assertThat(browser.driver().findElements(By.cssSelector("#users img, #add-message img")))
                .isEmpty();
        assertThat(browser.driver().getTitle()).isEqualTo(title);
    }

    @Test
    void aUserIsAddedWithTheKeyboardAlone() {
        UserPage page = UserPage.open(browser.driver());
        page.click("add-name");

        new Actions(browser.driver())
                .sendKeys("Louis Braille", Keys.TAB, "43", Keys.TAB, "male", Keys.TAB, Keys.ENTER)
                .perform();

        soon().untilAsserted(() -> assertThat(page.text("add-message")).contains("Louis Braille"));
    }

    @Test
    void anImportShowsItsProgressAndTheLinesThatWereNotImported() throws Exception {
        UserPage page = UserPage.open(browser.driver());
        Path file = Files.writeString(
                files.resolve("users.csv"),
                "name,age,gender\nFirst,1,female\n<b>Bad</b>,old,male\n" // line 3
                        + IntStream.range(2, ROWS)
                                .mapToObj(i -> "Imported " + i + ",30,female\n")
                                .collect(Collectors.joining()));
        page.watch("import-progress");

        page.importFile(file);

        soon().untilAsserted(() -> assertThat(page.text("import-state")).startsWith("done"));
        assertThat(page.seen("import-progress"))
                .as("the progress bar")
                .anySatisfy(value -> assertThat(value).isBetween(2.0, ROWS - 1.0))
                .contains((double) ROWS);
        assertThat(page.text("import-failed")).contains("3").doesNotContain("4");
        page.search("Imported%");
        soon().untilAsserted(() -> assertThat(page.text("search-total")).contains("29,998"));
    }

    /** With a database that stands still, for else the queue may be done before the page looks. */
    @Test
    void theQueueIsSeenToGrowAndToRefuse() throws Exception {
        UserPage page = UserPage.open(browser.driver());
        int turns = page.number("queue-turns");

        Database.whileNobodyCanWrite(() -> {
            page.click("burst");
            soon().untilAsserted(() -> assertThat(page.number("queue-length")).isPositive());
            soon().untilAsserted(() -> assertThat(page.number("queue-rejected")).isPositive());
            soon().untilAsserted(() -> assertThat(page.number("queue-peak")).isPositive());
        });

        soon().untilAsserted(() -> assertThat(page.number("queue-length")).isZero());
        assertThat(page.number("queue-turns")).isGreaterThan(turns);
    }

    @Test
    void searchesAreSeenInThePool() {
        UserPage page = UserPage.open(browser.driver());
        soon().until(() -> !page.text("pool-name").isEmpty());
        int borrows = page.number("pool-borrows");

        page.search("Nobody in particular%");

        soon().untilAsserted(() -> assertThat(page.number("pool-borrows")).isGreaterThan(borrows));
        soon().untilAsserted(() -> assertThat(page.number("pool-lent")).isZero());
        soon().untilAsserted(() -> assertThat(page.number("pool-live"))
                .isEqualTo(page.number("pool-idle"))
                .isBetween(1, page.number("pool-max")));
        assertThat(page.number("pool-timeouts")).isZero();
    }

    @Test
    void usersAreSeenWhileTheyAreImported() throws Exception {
        UserPage page = UserPage.open(browser.driver());
        page.search("Arrival%");
        soon().until(() -> page.text("search-total").startsWith("0"));
        Path file = Files.writeString(
                files.resolve("arrivals.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> "Arrival " + i + ",30,female\n")
                        .collect(Collectors.joining("", "name,age,gender\n", "")));
        page.watch("search-total");

        page.importFile(file);

        soon().untilAsserted(() -> assertThat(page.text("import-state")).startsWith("done"));
        soon().untilAsserted(() -> assertThat(page.text("search-total")).startsWith("30,000"));
        assertThat(page.seen("search-total"))
                .as("users found on the way")
                .anySatisfy(total -> assertThat(total).isBetween(1.0, ROWS - 1.0));
    }

    @Test
    void theConsoleIsAClickAwayAndShowsTheQueueAndThePool() {
        UserPage page = UserPage.open(browser.driver());
        page.add("Joan Clarke", "79", "female");
        soon().until(() -> page.text("add-message").contains("Joan Clarke"));

        page.click("console");

        soon().untilAsserted(() -> assertThat(page.text("connection")).isEqualTo("Live"));
        assertThat(page.text("queues-list")).contains("UserRegistry");
        assertThat(page.text("pools-list")).contains("read connections");
        assertThat(browser.driver().findElements(By.xpath("//button[.='Cancel']")))
                .isEmpty();
        assertThat(browser.driver().findElement(By.id("pool")).getText()).doesNotContain("Resize", "Evict");
        assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                .isEmpty();
    }

    /** Also the picture of the documents. */
    @Test
    void anImportABurstAndASearchAreSeenAtOnce() throws Exception {
        UserPage page = UserPage.open(browser.driver());
        page.resize(1180, 1402);
        Path file = Files.writeString(files.resolve("people.csv"), people(2 * ROWS));

        page.add("Anna Bauer", "41", "female");
        soon().untilAsserted(() -> assertThat(page.text("add-message")).contains("Anna Bauer"));
        page.search("%an%");
        page.importFile(file);
        soon().untilAsserted(() -> assertThat(page.text("import-failed")).contains("120", "1735"));
        page.click("burst");

        soon().untilAsserted(() -> assertThat(page.text("burst-message")).contains("had their turn"));
        soon().untilAsserted(() -> assertThat(page.text("users")).contains("Anna Bauer", "Andreas Jansen"));
        Pictures.take(browser.driver(), "page");
        // A batch of it may be one of those that a full queue refuses, and be its last.
        soon().untilAsserted(() ->
                assertThat(page.text("import-state")).containsAnyOf("done: ", "failed: The queue took no more."));
    }

    /** Of whom two are not to be believed. */
    private static String people(int number) {
        List<String> first =
                List.of("Anna", "Ivan", "Lena", "Jonas", "Clara", "Andreas", "Kaja", "Bela", "Mehmet", "Rosa");
        List<String> last = List.of("Moreau", "Santos", "Tanaka", "Weber", "Ivanova", "Jansen", "Petrov");
        List<String> genders = List.of("female", "male", "diverse");
        return IntStream.rangeClosed(2, number)
                .mapToObj(line -> "%s %s,%s,%s\n"
                        .formatted(
                                first.get(line * 7 % first.size()),
                                last.get(line * 5 % last.size()),
                                line == 120 || line == 1735 ? "old" : line * 13 % 91,
                                genders.get(line * 11 % genders.size())))
                .collect(Collectors.joining("", "name,age,gender\n", ""));
    }

    @Test
    void thePageFetchesNothingFromElsewhereAndComplainsOfNothing() {
        UserPage page = UserPage.open(browser.driver());
        soon().until(() -> !page.text("search-total").isEmpty());

        List<?> fetched = (List<?>) browser.driver()
                .executeScript("return performance.getEntriesByType('resource').map(entry => entry.name)");

        assertThat(fetched)
                .isNotEmpty()
                .allSatisfy(url -> assertThat(String.valueOf(url))
                        .startsWith(ServerAddress.root().toString()));
        assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                .isEmpty();
    }
}
