package io.sharer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the console says begins with a code. That the codes are explained, the extension's test holds for all. */
class ConsoleMessagesTest {
    @Test
    void everyMessageBeginsWithItsCodeAndEndsAsASentence() throws Exception {
        List<String> texts = new ArrayList<>();
        for (Method method : ConsoleMessages.class.getDeclaredMethods()) {
            if (!Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic()) {
                Object[] some = Arrays.stream(method.getParameterTypes())
                        .map(any -> "some")
                        .toArray();
                Object told = method.invoke(null, some);
                texts.add(told instanceof Refusal refusal ? refusal.message() : String.valueOf(told));
            }
        }

        assertThat(texts).hasSizeGreaterThan(3).allMatch(text -> text.matches("SHARER-51\\d: [^%]+"));
    }

    @Test
    void everyKeyThatMessagesNameIsDocumented() throws Exception {
        String keys = Files.readString(Path.of("..", "docs", "configuration.md"));

        assertThat(keys)
                .contains(
                        "| `sharer.console.role` |",
                        "| `sharer.console.action-role` |",
                        "| `sharer.console.loopback` |");
    }
}
