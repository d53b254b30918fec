package io.sharer.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be added. */
class NewUserTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 150})
    void anAgeFrom0To150IsTaken(int age) {
        assertThat(NewUser.of("Anna", age, "female").age()).isEqualTo(age);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = {-1, 151})
    void anyOtherAgeIsRefused(@Nullable Integer age) {
        assertThatThrownBy(() -> NewUser.of("Anna", age, "female"))
                .isInstanceOf(InvalidUserException.class)
                .hasMessage("age must be a whole number from 0 to 150");
    }

    @Test
    void aNameMayHave200Characters() {
        assertThat(NewUser.of("a".repeat(200), 1, "x").name()).hasSize(200);
    }

    @Test
    void aCharacterOfTwoCodeUnitsCountsOnce() {
        String name = "\uD83D\uDE00".repeat(200);

        assertThat(NewUser.of(name, 1, "x").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\t"})
    void aNameWithoutALetterIsRefused(@Nullable String name) {
        assertThatThrownBy(() -> NewUser.of(name, 1, "x"))
                .hasMessage("name must have 1 to 200 characters, none of them NUL");
    }

    @Test
    void aNameWithANulIsRefusedAsSqliteWouldTakeItToEndThere() {
        assertThatThrownBy(() -> NewUser.of("\0Anna", 1, "x")).hasMessageContaining("none of them NUL");
    }

    @Test
    void aNameOf201CharactersIsRefused() {
        assertThatThrownBy(() -> NewUser.of("a".repeat(201), 1, "x"))
                .hasMessage("name must have 1 to 200 characters, none of them NUL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "non-binary", "женский"})
    void anyWordIsAGender(String gender) {
        assertThat(NewUser.of("Anna", 1, gender).gender()).isEqualTo(gender);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "two words", "abcdefghijklmnopqrstuvwxyzabcdefg"})
    void whatIsNoWordOrTooLongIsNoGender(@Nullable String gender) {
        assertThatThrownBy(() -> NewUser.of("Anna", 1, gender))
                .hasMessage("gender must be one word of at most 32 characters");
    }

    @ParameterizedTest
    @CsvSource("'', 200, ''")
    void allThatIsWrongIsToldTogether(String name, int age, String gender) {
        assertThatThrownBy(() -> new NewUser(name, age, gender))
                .hasMessageContainingAll("name must", "; age must", "; gender must");
    }
}
