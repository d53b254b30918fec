package io.sharer.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What taking turns promises. Of the other ways there is nothing to promise: they have no test, but a table. */
@Timeout(60)
class ContentionTest {
    @Test
    void threadsThatTakeTurnsOnOneConnectionLoseNothing(@TempDir Path folder) throws Exception {
        Contention contention = new Contention(32, 500);

        Contention.Result result = contention.turns(folder.resolve("users.db"));

        assertThat(result.acknowledged()).isEqualTo(450).isEqualTo(contention.valid());
        assertThat(result.users()).isEqualTo(450);
        assertThat(result.audits()).isEqualTo(450);
        assertThat(result.errors()).isZero();
    }
}
