package io.sharer.it.page;

import static io.sharer.it.page.ConsolePage.happen;
import static io.sharer.it.page.ConsolePage.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The console's page while the server is slow, lost or not to be asked. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(180)
class ConsoleTroubleIT {
    private static final String PATH = "trouble/";

    @RegisterExtension
    private final OpenBrowser browser = new OpenBrowser();

    @RegisterExtension
    private final QuietHarbour harbour = new QuietHarbour(PATH);

    @Deployment(testable = false)
    static WebArchive war() {
        return ConsoleWar.forClerks("trouble", Harbour.class, Harbour.Crane.class, HarbourServlet.class);
    }

    @Test
    void aPausedPageAsksNoMoreAndGoesOnWhenItIsTold() throws Exception {
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);

        page.click("pause");
        soon().untilAsserted(() -> assertThat(page.text("connection")).isEqualTo("Paused"));
        happen(PATH + "harbour/close");
        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(60))
                .until(() -> page.figure("#overview", "Waiting for turns").equals("0"));
        page.click("pause");

        soon().untilAsserted(() ->
                assertThat(page.figure("#overview", "Waiting for turns")).isEqualTo("4"));
        soon().untilAsserted(() -> assertThat(page.text("connection")).isEqualTo("Live"));
    }

    @Test
    void aLookThatFailsAfterThePauseLeavesThePagePaused() {
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.holdBack("api/state");
        soon().until(page::isAnythingHeldBack);

        page.click("pause");
        page.letFail();

        soon().untilAsserted(() -> assertThat(page.text("lost")).contains("The server does not answer."));
        assertThat(page.text("lost")).contains("not asked again until you go on");
        assertThat(page.text("connection")).isEqualTo("Paused");
    }

    @Test
    void whoPausesWhileTheServerIsLostIsNotToldThatItIsAskedAgain() {
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.cutOff(true);
        soon().untilAsserted(() -> assertThat(page.text("lost")).contains("It is asked again after"));

        page.click("pause");

        assertThat(page.text("lost")).contains("not asked again until you go on");
        assertThat(page.text("connection")).isEqualTo("Paused");
        page.cutOff(false);
        page.click("pause");
        soon().untilAsserted(() -> assertThat(page.text("connection")).isEqualTo("Live"));
        assertThat(page.element("lost").isDisplayed()).isFalse();
    }

    @Test
    void whoCannotBeAskedForIsNotShownAsOfNow() throws Exception {
        happen(PATH + "harbour/close");
        happen(PATH + "harbour/lend");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");
        soon().until(() -> page.buttons("Cancel").size() == 3);

        page.breakOff("api/waiting");
        page.breakOff("api/leases");

        soon().untilAsserted(() -> assertThat(page.text("queue")).contains("The server does not answer."));
        soon().untilAsserted(() -> assertThat(page.text("pool")).contains("The server does not answer."));
        assertThat(page.buttons("Cancel")).isEmpty();
        page.choose("quay");
        soon().untilAsserted(() -> assertThat(page.text("queue-name")).isEqualTo("quay"));
        soon().untilAsserted(() -> assertThat(page.text("queue")).contains("The server does not answer."));
        assertThat(page.text("connection")).isEqualTo("Live");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aPersonIsToldThatTheServerIsLostAndThatItIsBack() {
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);

        page.cutOff(true);
        soon().untilAsserted(() -> assertThat(page.text("lost")).contains("The server does not answer.", "old"));
        assertThat(page.text("connection")).isEqualTo("Not connected");
        page.cutOff(false);

        soon().untilAsserted(() -> assertThat(page.text("connection")).isEqualTo("Live"));
        assertThat(page.element("lost").isDisplayed()).isFalse();
    }

    /** Asks for something that takes its time, and leaves the question. */
    private ConsolePage leaveWhatIsUnderWay() {
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.holdBack("api/evict-idle");
        page.button("Evict idle").click();
        page.button("Close them").click();
        soon().until(page::isAnythingHeldBack);
        page.press(Keys.ESCAPE);
        soon().until(() -> !page.element("ask").isDisplayed());
        return page;
    }

    @Test
    void whoLeavesWhatIsUnderWayIsToldSoAndWhatCameOfIt() {
        ConsolePage page = leaveWhatIsUnderWay();

        soon().untilAsserted(() -> assertThat(page.text("told")).contains("Close what is idle?", "It is under way"));
        page.letGo();

        soon().untilAsserted(
                        () -> assertThat(page.text("told")).isEqualTo("Close what is idle? What was idle is closed."));
    }

    @Test
    void aSlowAnswerLeavesTheNextQuestionAloneAndIsToldAfterIt() {
        ConsolePage page = leaveWhatIsUnderWay();

        page.button("Resize").click();
        page.letGo();

        Awaitility.await()
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> page.element("ask").isDisplayed());
        assertThat(page.text("ask-title")).isEqualTo("Resize the pool?");
        page.button("Leave it").click();
        soon().untilAsserted(
                        () -> assertThat(page.text("told")).isEqualTo("Close what is idle? What was idle is closed."));
    }
}
