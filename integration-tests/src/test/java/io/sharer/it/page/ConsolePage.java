package io.sharer.it.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sharer.it.support.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The console's page, by what a person can see and do there. */
final class ConsolePage {
    private final ChromeDriver browser;

    private ConsolePage(ChromeDriver browser) {
        this.browser = browser;
    }

    /** In the application of that path, once it shows something. */
    static ConsolePage open(ChromeDriver browser, String path) {
        browser.get(ServerAddress.root().resolve(path + "sharer-console/").toString());
        ConsolePage page = new ConsolePage(browser);
        soon().until(() -> page.text("connection").equals("Live"));
        return page;
    }

    /** As the user whom the servers of the tests know. */
    static ConsolePage openAsTeller(ChromeDriver browser, String path) {
        URI root = ServerAddress.root().resolve(path + "sharer-console/icon.svg");
        // The browser keeps the login for the addresses that follow, which have none.
        browser.get(root.toString().replace("http://", "http://teller:secret@"));
        return open(browser, path);
    }

    /** Has something happen in the application. */
    static void happen(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ServerAddress.root().resolve(path))
                .timeout(Duration.ofSeconds(60))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(WebDriverException.class);
    }

    WebElement element(String id) {
        return browser.findElement(By.id(id));
    }

    String text(String id) {
        return element(id).getText();
    }

    /** What a list of figures, by its selector, says under a label. */
    String figure(String list, String label) {
        return browser.findElement(By.cssSelector(list))
                .findElement(By.xpath(".//dt[.='" + label + "']/../dd"))
                .getText();
    }

    /** Shows a queue or pool in detail. */
    void choose(String name) {
        browser.findElements(By.cssSelector("button.choose")).stream()
                .filter(button -> name.equals(button.getAttribute("title")))
                .findAny()
                .orElseThrow()
                .click();
    }

    /** A button that says this, be it for the eyes or for the ears. */
    WebElement button(String name) {
        return browser.findElement(
                By.xpath("//button[normalize-space(.)='" + name + "' or @aria-label='" + name + "']"));
    }

    List<WebElement> buttons(String name) {
        return browser.findElements(By.xpath("//button[normalize-space(.)='" + name + "']"));
    }

    void click(String id) {
        element(id).click();
    }

    void type(String id, String text) {
        element(id).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
    }

    /** The lines of the table with that caption. */
    List<WebElement> rows(String caption) {
        return browser.findElements(By.xpath("//table[caption='" + caption + "']/tbody/tr"));
    }

    /** Goes on with the keyboard until something with that text has the focus. */
    void tabTo(String text) {
        for (int i = 0; i < 100 && !focused().equals(text); i++) {
            press(Keys.TAB);
        }
        assertThat(focused()).isEqualTo(text);
    }

    void press(Keys key) {
        new Actions(browser).sendKeys(key).perform();
    }

    /** The text of what has the focus. */
    String focused() {
        return String.valueOf(browser.executeScript("return document.activeElement.innerText"));
    }

    /** What the one that has the focus is called for those who listen. */
    String focusedLabel() {
        return String.valueOf(browser.executeScript("return document.activeElement.getAttribute('aria-label')"));
    }

    void focus(WebElement element) {
        browser.executeScript("arguments[0].focus()", element);
    }

    /** What a plot of that title says in words, in the part of the page with that id. */
    String plot(String part, String title) {
        return browser.findElements(By.cssSelector("#" + part + " .plot")).stream()
                .map(plot -> String.valueOf(plot.getAttribute("aria-label")))
                .filter(words -> words.startsWith(title))
                .findAny()
                .orElse("");
    }

    /** As if somebody else did, who has the page open, too. */
    void haveTheFirstCancelled(String queue) {
        Object problem = browser.executeAsyncScript("""
                const [queue, done] = arguments;
                (async () => {
                  const {waiting} = await (await fetch("api/waiting?name=" + encodeURIComponent(queue))).json();
                  const {id} = waiting.find(({id}) => id !== undefined);
                  const headers = {"Content-Type": "application/json", "X-Sharer-Console": "1"};
                  await fetch("api/cancel", {method: "POST", headers, body: JSON.stringify({queue, id})});
                })().then(() => done(), problem => done(String(problem)));
                """, queue);
        assertThat(problem).isNull();
    }

    /** Has requests wait whose path begins so, until they are let go or fail. */
    void holdBack(String path) {
        intercept(path, "new Promise((go, fail) => held.push({go: () => ask().then(go, fail), fail}))");
    }

    /** Has requests fail whose path begins so. */
    void breakOff(String path) {
        intercept(path, "Promise.reject(new TypeError('broken off'))");
    }

    private void intercept(String path, String instead) {
        browser.executeScript("""
                const path = arguments[0];
                const real = window.fetch;
                const held = window.held = window.held ?? [];
                window.fetch = (url, options) => {
                  const ask = () => real(url, options);
                  return String(url).startsWith(path) ? %s : ask();
                };
                """.formatted(instead), path);
    }

    boolean isAnythingHeldBack() {
        return (Boolean) Objects.requireNonNull(browser.executeScript("return window.held.length > 0"));
    }

    void letGo() {
        browser.executeScript("window.held.splice(0).forEach(({go}) => go())");
    }

    void letFail() {
        browser.executeScript("window.held.splice(0).forEach(({fail}) => fail(new TypeError('broken off')))");
    }

    /** Has the browser find no server, or find it again. */
    void cutOff(boolean offline) {
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Waits until what has a new size is drawn anew. */
    void settle() {
        browser.executeAsyncScript(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)));");
    }

    /** How wide the window is for the page. */
    void resize(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void prefer(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Whether anything is wider than the window. */
    boolean isScrolledSideways() {
        return (Boolean) Objects.requireNonNull(browser.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    /** What a person who does not see the page, or not well, would stumble over. */
    List<?> violations() throws IOException {
        if (Boolean.TRUE.equals(browser.executeScript("return window.axe === undefined"))) {
            try (InputStream script = ConsolePage.class.getResourceAsStream("/axe.min.js")) {
                browser.executeScript(
                        new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return (List<?>) Objects.requireNonNull(browser.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
                axe.run(document, {runOnly: rules, resultTypes: ["violations"]})
                    .then(({violations}) => done(violations.map(each =>
                        each.id + ": " + each.nodes.map(node => node.html + " " + node.failureSummary).join("; "))),
                        problem => done([String(problem)]));
                """));
    }

    /** What the browser complains of. */
    List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    /** A picture of all that is in the window, without what is only there for whoever moves through it. */
    void picture(String name) throws IOException {
        browser.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        new Actions(browser).moveToLocation(1, 1).perform();
        settle();
        Pictures.take(browser, name);
    }

    /** How high the page is. */
    int height() {
        return ((Number) Objects.requireNonNull(browser.executeScript("return document.documentElement.scrollHeight")))
                .intValue();
    }

    byte[] pixels() {
        return browser.getScreenshotAs(OutputType.BYTES);
    }

    /** For whoever wants to see why a test failed. */
    void keep(Path file) throws IOException {
        Files.write(file, pixels());
    }
}
