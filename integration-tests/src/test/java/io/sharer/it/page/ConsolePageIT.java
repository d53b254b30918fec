package io.sharer.it.page;

import static io.sharer.it.page.ConsolePage.happen;
import static io.sharer.it.page.ConsolePage.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.it.support.ServerAddress;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What somebody who may act sees and does on the console's page, of an application that is at work. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(180)
class ConsolePageIT {
    private static final String PATH = "harbour/";

    /** So long the application is at work before its picture is taken. */
    private static final Duration BEFORE_THE_PICTURE = Duration.ofSeconds(70);

    @RegisterExtension
    private final OpenBrowser browser = new OpenBrowser();

    @RegisterExtension
    private final QuietHarbour harbour = new QuietHarbour(PATH);

    @Deployment(testable = false)
    static WebArchive war() {
        return ConsoleWar.forClerks("harbour", Harbour.class, Harbour.Crane.class, HarbourServlet.class);
    }

    @Test
    void whoHoldsTheTurnAndWhoWaitsIsSeen() throws Exception {
        happen(PATH + "harbour/close");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");

        soon().untilAsserted(() -> assertThat(page.figure("#queue", "Waiting")).isEqualTo("4"));
        soon().untilAsserted(() -> assertThat(page.text("queue")).contains("Harbour$Passage", "ship", "none: queued"));
        assertThat(page.rows("Who waits, first come first")).hasSize(4);
        soon().untilAsserted(() ->
                assertThat(page.figure("#overview", "Waiting for turns")).isEqualTo("4"));

        happen(PATH + "harbour/open");

        soon().untilAsserted(() -> assertThat(page.figure("#queue", "Waiting")).isEqualTo("0"));
        soon().untilAsserted(() -> assertThat(page.text("queue")).contains("Nobody has the turn.", "Nobody waits."));
    }

    @Test
    void theStackOfWhoHoldsTheTurnIsShownOnDemand() throws Exception {
        happen(PATH + "harbour/close");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");
        assertThat(page.text("queue")).doesNotContain("Harbour.awaitOpening");

        soon().until(() -> page.button("Show stack").isDisplayed());
        page.button("Show stack").click();

        soon().untilAsserted(
                        () -> assertThat(page.text("queue-stacks")).contains("Harbour.awaitOpening(Harbour.java:"));
        page.button("Hide stack").click();
        soon().untilAsserted(() -> assertThat(page.text("queue")).doesNotContain("Harbour.awaitOpening"));
    }

    @Test
    void aBodyThatWaitsIsCancelledAfterAQuestion() throws Exception {
        happen(PATH + "harbour/close");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");
        soon().until(() -> page.buttons("Cancel").size() == 3);

        soon().until(() -> {
            page.buttons("Cancel").get(1).click();
            return page.element("ask").isDisplayed();
        });
        assertThat(page.text("ask-text")).contains("Harbour$Passage", "lock gate");
        page.button("Cancel the body").click();

        soon().untilAsserted(() -> assertThat(page.text("told")).isEqualTo("The body was cancelled."));
        soon().untilAsserted(
                        () -> assertThat(page.figure("#queue", "Cancelled")).isEqualTo("1"));
        soon().untilAsserted(() ->
                assertThat(page.rows("Who waits, first come first")).hasSize(3));
        assertThat(page.buttons("Cancel")).hasSize(2);
    }

    @Test
    void nothingIsDoneIfThePersonLeavesIt() throws Exception {
        happen(PATH + "harbour/lend");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        String size = page.figure("#pool", "Size");

        page.button("Resize").click();
        page.element("ask-max").clear();
        page.element("ask-max").sendKeys("99", Keys.ESCAPE);

        soon().until(() -> !page.element("ask").isDisplayed());
        assertThat(page.figure("#pool", "Size")).isEqualTo(size);
    }

    @Test
    void aPoolIsResizedAndWhatIsWrongIsToldBeforehand() throws Exception {
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);

        page.button("Resize").click();
        page.element("ask-min").clear();
        page.element("ask-min").sendKeys("9");
        page.element("ask-max").clear();
        page.element("ask-max").sendKeys("8", Keys.ENTER);
        soon().untilAsserted(() -> assertThat(page.text("ask-problem")).contains("SHARER-517"));
        page.element("ask-min").clear();
        page.element("ask-min").sendKeys("1", Keys.ENTER);

        soon().untilAsserted(() -> assertThat(page.text("told")).isEqualTo("The pool has its new size."));
        soon().untilAsserted(() -> assertThat(page.figure("#pool", "Size")).isEqualTo("1 to 8"));
    }

    @Test
    void whatIsLentIsSeenWithItsBorrowerAndWhatIsIdleIsEvicted() throws Exception {
        happen(PATH + "harbour/lend");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);

        soon().untilAsserted(() -> assertThat(page.text("pool")).contains("Harbour.lend(Harbour.java:"));
        soon().untilAsserted(() -> assertThat(page.figure("#pool", "Lent")).startsWith("2 of"));
        happen(PATH + "harbour/give-back");
        soon().untilAsserted(() -> assertThat(page.text("pool")).contains("Nothing is lent."));
        page.button("Evict idle").click();
        page.button("Close them").click();

        soon().untilAsserted(() -> assertThat(page.text("told")).isEqualTo("What was idle is closed."));
    }

    @Test
    void aDeadlockIsSeenWithItsCircle() throws Exception {
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);

        happen(PATH + "harbour/meet");

        soon().untilAsserted(() -> assertThat(page.text("deadlocks")).contains("quay", "customs", "found"));
        assertThat(page.element("deadlocks-told").getAttribute("role")).isEqualTo("status");
        assertThat(page.element("deadlocks-told").getAttribute("textContent")).isEqualTo(page.text("deadlocks-count"));
    }

    @Test
    void theLengthOverTimeIsDrawnAndToldInWords() throws Exception {
        happen(PATH + "harbour/trade");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("quay");

        soon().untilAsserted(() -> {
            assertThat(browser.driver()
                            .findElement(By.cssSelector("#queue .plot .line-0"))
                            .getAttribute("d"))
                    .startsWith("M")
                    .contains("L");
            assertThat(browser.driver()
                            .findElement(By.cssSelector("#queue .plot"))
                            .getAttribute("aria-label"))
                    .matches("Queue length, in the last minute: waiting now .*, least .*, most .*");
        });
    }

    @Test
    void thePlotOfWaitsFallsBackWhenNobodyWaitsAnyMore() throws Exception {
        happen(PATH + "harbour/close");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");
        soon().untilAsserted(() -> assertThat(page.figure("#queue", "Waiting")).isEqualTo("4"));

        happen(PATH + "harbour/open");

        soon().untilAsserted(() -> assertThat(page.plot("queue", "Recent waits"))
                .matches(".*: mean now 0 ms, least 0 ms, most .*")
                .doesNotContain("most 0 ms"));
    }

    @Test
    void thePageFetchesNothingFromElsewhereAndComplainsOfNothing() throws Exception {
        happen(PATH + "harbour/close");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");
        soon().until(() -> page.button("Show stack").isDisplayed());
        page.button("Show stack").click();
        soon().until(() -> page.element("queue-stacks").isDisplayed());
        page.button("Resize").click();

        List<?> fetched = (List<?>) browser.driver()
                .executeScript("return performance.getEntriesByType('resource').map(entry => entry.name)");

        assertThat(fetched)
                .isNotEmpty()
                .allSatisfy(url -> assertThat(String.valueOf(url))
                        .startsWith(ServerAddress.root()
                                .resolve(PATH + "sharer-console/")
                                .toString()));
        assertThat(page.complaints()).isEmpty();
    }

    /** Also the picture of the documents, which need more to be seen. */
    @Test
    void nothingIsWiderThanATelephoneAndPicturesCanBeTaken() throws Exception {
        happen(PATH + "harbour/trade");
        happen(PATH + "harbour/close");
        happen(PATH + "harbour/lend");
        happen(PATH + "harbour/meet");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("quay");
        if (Pictures.areWanted()) {
            Awaitility.await()
                    .pollDelay(BEFORE_THE_PICTURE)
                    .atMost(Duration.ofSeconds(100))
                    .until(() -> true);
        }

        for (String scheme : List.of("light", "dark")) {
            page.prefer(scheme);
            page.resize(1280, 1500);
            soon().until(() -> page.rows("Who waits, first come first").size() > 7);
            page.resize(1280, page.height());
            page.settle();
            assertThat(page.isScrolledSideways()).as(scheme).isFalse();
            page.picture("console-" + scheme);
        }
        page.prefer("light");
        for (int width : List.of(1000, 768, 360)) {
            page.resize(width, 1500);
            page.settle();
            assertThat(page.isScrolledSideways()).as("at " + width).isFalse();
        }
        page.picture("console-phone");
    }
}
