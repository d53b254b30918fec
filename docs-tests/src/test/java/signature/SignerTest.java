package signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.docs.Application;
import org.junit.jupiter.api.Test;

/** The recipe of a library that belongs to one thread, with one that looks who calls it. */
class SignerTest {
    @Test
    void allCallersAreServedByOneThread() throws Exception {
        try (Application application = new Application(Signer.class)) {
            Signer signer = application.get(Signer.class);

            assertThat(application.calls(80, () -> signer.sign("text")))
                    .doesNotHaveDuplicates()
                    .contains("text #80");
        }
    }

    @Test
    void itIsClosedOnThatThreadWithTheApplication() throws Exception {
        int before = NativeSigner.closed();
        try (Application application = new Application(Signer.class)) {
            application.get(Signer.class).sign("text");
            application.end();
        }
        assertThat(NativeSigner.closed()).isEqualTo(before + 1);
    }

    @Test
    void theStandInFindsWhoeverElseCallsIt() throws Exception {
        NativeSigner library = new NativeSigner();
        try (Application application = new Application(Signer.class)) {
            assertThatThrownBy(
                            () -> application.call(() -> library.sign("text")).get())
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        }
    }
}
