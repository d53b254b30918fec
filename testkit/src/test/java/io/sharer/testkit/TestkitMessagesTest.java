package io.sharer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the test kit says reads well for one and for many. */
class TestkitMessagesTest {
    @Test
    void bodiesAreCounted() {
        assertThat(TestkitMessages.turn("till", 1, 1, List.of()))
                .startsWith("SHARER-521: in the queue 'till' 1 body has a turn and 1 waits. ");
        assertThat(TestkitMessages.turn("till", 0, 2, List.of()))
                .startsWith("SHARER-521: in the queue 'till' 0 bodies have a turn and 2 wait. ");
    }

    @Test
    void objectsAreCounted() {
        assertThat(TestkitMessages.lease("db", 1, List.of()))
                .startsWith("SHARER-522: 1 object of the pool 'db' is lent. ");
        assertThat(TestkitMessages.lease("db", 2, List.of()))
                .startsWith("SHARER-522: 2 objects of the pool 'db' are lent. ");
    }
}
