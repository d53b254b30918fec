package io.sharer.it.page;

import static org.awaitility.Awaitility.await;

import io.sharer.it.support.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The example's page, by what a person can do with it. */
final class UserPage {
    private final ChromeDriver browser;

    private UserPage(ChromeDriver browser) {
        this.browser = browser;
    }

    static UserPage open(ChromeDriver browser) {
        browser.get(ServerAddress.root().toString());
        return new UserPage(browser);
    }

    /** The page is redrawn at any time, so an element may be gone between finding and reading it. */
    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(90)).ignoreExceptionsInstanceOf(WebDriverException.class);
    }

    WebElement element(String id) {
        return browser.findElement(By.id(id));
    }

    String text(String id) {
        return element(id).getText();
    }

    /** The number that an element shows. */
    int number(String id) {
        return Integer.parseInt(text(id).replace(",", ""));
    }

    void type(String id, String text) {
        element(id).clear();
        element(id).sendKeys(text);
    }

    void click(String id) {
        element(id).click();
    }

    void add(String name, String age, String gender) {
        type("add-name", name);
        type("add-age", age);
        type("add-gender", gender);
        click("add-submit");
    }

    /** How large the window is for the page. */
    void resize(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void search(String pattern) {
        type("search-pattern", pattern);
        click("search-submit");
    }

    void importFile(Path file) {
        element("import-file").sendKeys(file.toString());
        click("import-submit");
    }

    /** Notes from now on the numbers that an element shows, step by step. */
    void watch(String id) {
        browser.executeScript("""
                const watched = document.getElementById(arguments[0]);
                const shown = () => Number(watched.value ?? watched.textContent.replaceAll(/[^0-9]/g, ""));
                const seen = window["seen " + watched.id] = [shown()];
                new MutationObserver(() => seen.push(shown()))
                    .observe(watched, {attributes: true, childList: true, characterData: true, subtree: true});
                """, id);
    }

    /** The numbers that {@link #watch} has noted so far. */
    List<Double> seen(String id) {
        Object numbers = browser.executeScript("return window['seen ' + arguments[0]]", id);
        return ((List<?>) numbers)
                .stream().map(number -> ((Number) number).doubleValue()).toList();
    }
}
