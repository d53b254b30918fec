package io.sharer.it.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** The pictures of the documents: made when they are asked for, by {@code -Dscreenshots=write}. */
final class Pictures {
    private Pictures() {}

    static boolean areWanted() {
        return System.getProperty("screenshots", "").equals("write");
    }

    /** Takes what is in the window, if that is wanted. */
    static void take(ChromeDriver browser, String name) throws IOException {
        if (areWanted()) {
            Path file = Path.of(System.getProperty("screenshots.directory"), name + ".png");
            Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
        }
    }
}
