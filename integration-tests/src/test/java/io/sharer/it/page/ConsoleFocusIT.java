package io.sharer.it.page;

import static io.sharer.it.page.ConsolePage.happen;
import static io.sharer.it.page.ConsolePage.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The console's page for those who use the keyboard, or listen to what it says. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@Timeout(180)
class ConsoleFocusIT {
    private static final String PATH = "focus/";

    @RegisterExtension
    private final OpenBrowser browser = new OpenBrowser();

    @RegisterExtension
    private final QuietHarbour harbour = new QuietHarbour(PATH);

    @Deployment(testable = false)
    static WebArchive war() {
        return ConsoleWar.forClerks("focus", Harbour.class, Harbour.Crane.class, HarbourServlet.class);
    }

    @Test
    void theFocusStaysOnABodyWhileTheQueueMoves() throws Exception {
        happen(PATH + "harbour/close");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");
        soon().until(() -> page.buttons("Cancel").size() == 3);
        WebElement second = page.buttons("Cancel").get(1);
        page.focus(second);

        page.haveTheFirstCancelled("lock gate");

        soon().until(() -> page.buttons("Cancel").size() == 2);
        assertThat(browser.driver().switchTo().activeElement()).isEqualTo(second);
    }

    @Test
    void theFocusGoesOnToTheNextBodyThatCanBeCancelledAndAtLastToAllWhoWait() throws Exception {
        happen(PATH + "harbour/close");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");
        soon().until(() -> page.buttons("Cancel").size() == 3);
        page.focus(page.buttons("Cancel").get(0));

        for (int left = 2; left >= 0; left--) {
            int expected = left;
            page.press(Keys.ENTER);
            soon().until(() -> page.element("ask").isDisplayed());
            page.button("Cancel the body").click();
            soon().until(() -> page.buttons("Cancel").size() == expected);
            soon().untilAsserted(
                            () -> assertThat(page.focusedLabel()).startsWith(expected > 0 ? "Cancel " : "Who waits"));
        }
    }

    /** What only appears with its first message is announced by few browsers. */
    @Test
    void whatAnnouncesIsThereBeforeItHasAnythingToSay() {
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);

        assertThat((List<?>) browser.driver().executeScript("""
                        return [...document.querySelectorAll("[role=status], [role=alert]")]
                            .filter(each => !each.closest("dialog") && !each.checkVisibility())
                            .map(each => each.outerHTML)""")).isEmpty();
        assertThat(page.element("told").isDisplayed()).as("for the eyes").isFalse();
        assertThat(page.element("lost").isDisplayed()).as("for the eyes").isFalse();
    }

    @Test
    void whoDoesNotSeeThePageStumblesOverNothingOnATelephoneOrWithoutTheServer() throws Exception {
        happen(PATH + "harbour/close");
        happen(PATH + "harbour/lend");
        happen(PATH + "harbour/meet");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");
        soon().until(() -> page.buttons("Cancel").size() == 3);

        page.resize(360, 900);
        page.settle();
        assertThat(page.violations()).as("on a telephone").isEmpty();
        page.cutOff(true);
        soon().until(() -> page.element("lost").isDisplayed());
        for (String scheme : List.of("light", "dark")) {
            page.prefer(scheme);
            assertThat(page.violations()).as("without the server, " + scheme).isEmpty();
        }
        page.cutOff(false);
    }

    @Test
    void allOfItIsDoneWithTheKeyboardAlone() throws Exception {
        happen(PATH + "harbour/close");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);

        page.tabTo("quay");
        page.press(Keys.ENTER);
        soon().untilAsserted(() -> assertThat(page.text("queue-name")).isEqualTo("quay"));
        page.tabTo("Resize");
        page.press(Keys.ENTER);
        soon().until(() -> page.element("ask").isDisplayed());
        page.press(Keys.ESCAPE);
        soon().until(() -> !page.element("ask").isDisplayed());

        assertThat(page.focused()).isEqualTo("Resize");
    }

    @Test
    void whoDoesNotSeeThePageStumblesOverNothing() throws Exception {
        happen(PATH + "harbour/close");
        happen(PATH + "harbour/lend");
        happen(PATH + "harbour/meet");
        ConsolePage page = ConsolePage.openAsTeller(browser.driver(), PATH);
        page.choose("lock gate");
        soon().until(() -> page.buttons("Cancel").size() == 3);
        page.button("Show stack").click();
        soon().until(() -> page.element("queue-stacks").isDisplayed());

        for (String scheme : List.of("light", "dark")) {
            page.prefer(scheme);
            assertThat(page.violations()).as(scheme).isEmpty();
        }
        page.button("Resize").click();
        assertThat(page.violations()).as("with a question").isEmpty();
    }
}
