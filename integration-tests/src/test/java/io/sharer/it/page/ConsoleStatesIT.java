package io.sharer.it.page;

import static io.sharer.it.page.ConsolePage.happen;
import static io.sharer.it.page.ConsolePage.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** The console's page with nothing, with very much, and with what nobody would call anything. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(180)
class ConsoleStatesIT {
    private static final String PATH = "states/";

    @RegisterExtension
    private final OpenBrowser browser = new OpenBrowser();

    @Deployment(testable = false)
    static WebArchive war() {
        return ConsoleWar.of("states", CannedRegistry.class, CannedServlet.class)
                .addAsWebInfResource(new StringAsset(""), "beans.xml");
    }

    private ConsolePage open(String kind) throws Exception {
        happen(PATH + "canned/" + kind);
        return ConsolePage.open(browser.driver(), PATH);
    }

    @Test
    void anApplicationWithoutAnythingIsToldOfAsSuch() throws Exception {
        ConsolePage page = open("empty");

        assertThat(page.text("queues-empty")).contains("No queues");
        assertThat(page.text("pools-empty")).contains("No pools");
        assertThat(page.text("loops-empty")).contains("No event loop");
        assertThat(page.text("scopes-none")).contains("No scope is open");
        assertThat(page.element("queues-split").isDisplayed()).isFalse();
        assertThat(page.element("deadlocks").isDisplayed()).isFalse();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aQueueIsFoundAmongFiveHundred() throws Exception {
        ConsolePage page = open("many");

        assertThat(page.text("queues-count")).isEqualTo("500 queues");
        assertThat(page.text("queue-name")).as("the longest").isEqualTo("queue 497");
        page.type("queues-filter", "42");
        soon().untilAsserted(() -> assertThat(browser.driver().findElements(By.cssSelector("#queues-list tbody tr")))
                .hasSize(15));
        page.type("queues-filter", "nothing of that kind");
        soon().untilAsserted(() -> assertThat(page.text("queues-list")).contains("No queue has that in its name."));
        page.type("queues-filter", "");
        browser.driver()
                .findElement(By.xpath("//div[@id='queues-list']//button[.='Waiting']"))
                .click();
        soon().untilAsserted(() -> assertThat(browser.driver()
                        .findElement(By.cssSelector("#queues-list tbody tr:first-child .name"))
                        .getText())
                .isEqualTo("queue 497"));
        assertThat(browser.driver()
                        .findElement(By.cssSelector("#queues-list th[aria-sort]"))
                        .getAttribute("aria-sort"))
                .isEqualTo("descending");
    }

    @Test
    void whatAThingIsCalledIsShownAsTextWhateverItHolds() throws Exception {
        ConsolePage page = open("odd");
        page.choose(CannedRegistry.MARKUP);

        soon().untilAsserted(() -> assertThat(page.text("queue-name")).isEqualTo(CannedRegistry.MARKUP));
        assertThat(page.text("queue")).contains(CannedRegistry.MARKUP + ".work()");
        assertThat(page.text("pool")).contains(CannedRegistry.MARKUP);
        assertThat(page.text("deadlocks")).contains(CannedRegistry.MARKUP + " waits for");
        assertThat(browser.driver().findElements(By.cssSelector("img[src=x]"))).isEmpty();
        assertThat(browser.driver().getTitle()).doesNotContain("owned");
    }

    @Test
    void aPersonIsToldThatWhatIsShownInDetailHasGone() throws Exception {
        ConsolePage page = open("one");
        soon().untilAsserted(() -> assertThat(page.text("queue")).contains("one.work()"));

        happen(PATH + "canned/another");

        soon().untilAsserted(() -> assertThat(page.text("queue")).contains("one", "This queue has gone"));
        assertThat(page.text("queue")).doesNotContain("one.work()");
        assertThat(page.text("pool")).contains("one", "This pool has gone").doesNotContain("Lent");
        page.choose("another");
        soon().untilAsserted(() -> assertThat(page.text("queue")).contains("another.work()"));
        assertThat(page.text("queue")).doesNotContain("has gone");
    }

    @Test
    void twoQueuesOfOneNameAreTwoRowsOfWhichOneIsChosen() throws Exception {
        ConsolePage page = open("twins");

        soon().untilAsserted(() -> assertThat(page.rows("Queues with their figures; the name shows one in detail"))
                .hasSize(2));
        assertThat(browser.driver().findElements(By.cssSelector("#queues-list tr.chosen")))
                .hasSize(1);
        assertThat(page.figure("#queue", "Waiting")).as("the longer one").isEqualTo("2");
        page.choose("twin");
        soon().untilAsserted(() ->
                assertThat(page.figure("#queue", "Waiting")).as("the first").isEqualTo("1"));
    }

    @Test
    void howManyMoreHaveATurnIsSaid() throws Exception {
        ConsolePage page = open("crowded");

        soon().untilAsserted(() -> assertThat(page.text("queue")).contains("and 25 more"));
        assertThat(page.rows("Who has the turn")).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue", "pool"})
    void aPlotOfWaitsFallsBackWhenNobodyWaitsAnyMore(String detail) throws Exception {
        ConsolePage page = open("waits-1");
        String words = "Recent waits.*: mean now %s, least 0 ms, most %s";
        soon().untilAsserted(
                        () -> assertThat(page.plot(detail, "Recent waits")).matches(words.formatted("0 ms", "0 ms")));

        happen(PATH + "canned/waits-4");

        soon().untilAsserted(
                        () -> assertThat(page.plot(detail, "Recent waits")).matches(words.formatted("0 ms", "500 ms")));
    }

    @Test
    void figuresSinceTheStartAreCalledSo() throws Exception {
        ConsolePage page = open("waits-1");

        assertThat(page.text("queues-list")).contains("p99 wait", "since the start");
        assertThat(page.text("queue")).contains("since the look before");
        assertThat(page.text("pool")).contains("since the look before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "many", "odd"})
    void nothingIsWiderThanTheWindow(String kind) throws Exception {
        ConsolePage page = open(kind);

        for (int width : new int[] {1280, 900, 360}) {
            page.resize(width, 900);
            page.settle();
            assertThat(page.isScrolledSideways()).as("at " + width).isFalse();
            page.keep(
                    Path.of(System.getProperty("example.war")).resolveSibling("states-" + kind + "-" + width + ".png"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "odd"})
    void whoDoesNotSeeThePageStumblesOverNothing(String kind) throws Exception {
        ConsolePage page = open(kind);

        assertThat(page.violations()).isEmpty();
        page.prefer("dark");
        assertThat(page.violations()).as("in the dark").isEmpty();
        page.resize(360, 900);
        page.settle();
        assertThat(page.violations()).as("on a telephone").isEmpty();
    }

    /** Once, for it takes ten seconds: in the dark and on a telephone there is nothing else than above. */
    @Test
    void norDoTheyAmongFiveHundredQueues() throws Exception {
        ConsolePage page = open("many");

        assertThat(page.violations()).isEmpty();
    }

    @Test
    void nobodyIsOfferedToActWhereNoRoleIsConfigured() throws Exception {
        ConsolePage page = open("odd");

        soon().until(() -> page.element("pool").isDisplayed());
        assertThat(page.buttons("Evict idle")).noneMatch(button -> button.isDisplayed());
        assertThat(page.buttons("Resize")).noneMatch(button -> button.isDisplayed());
        assertThat(page.buttons("Cancel")).isEmpty();
    }
}
