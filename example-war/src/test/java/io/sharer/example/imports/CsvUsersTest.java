package io.sharer.example.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.example.NewUser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are taken, and which line a row is in. */
class CsvUsersTest {
    @Test
    void everyRowIsCountedAndReadWithItsLine() {
        CsvUsers file = CsvUsers.of("name,age,gender\nAnna,42,female\nBo,7,male\n");

        assertThat(file.total()).isEqualTo(2);
        assertThat(file.rows().next(10))
                .containsExactly(
                        new CsvRow(2, List.of("Anna", "42", "female")), new CsvRow(3, List.of("Bo", "7", "male")));
    }

    @Test
    void aRowAfterAQuotedValueOfSeveralLinesHasItsOwnLineInTheFile() {
        CsvUsers file = CsvUsers.of("name,age,gender\n\"Anna\nMaria\nEva\",42,female\nBo,7,male");

        assertThat(file.rows().next(10)).extracting(CsvRow::line).containsExactly(2L, 5L);
    }

    @Test
    void emptyLinesAreNoRowsButAreCountedAsLines() {
        CsvUsers file = CsvUsers.of("\nname,age,gender\n\nAnna,42,female\n\n\nBo,7,male\n\n");

        assertThat(file.total()).isEqualTo(2);
        assertThat(file.rows().next(10)).extracting(CsvRow::line).containsExactly(4L, 7L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndIsALineEnd(String end) {
        CsvUsers file = CsvUsers.of(String.join(end, "name,age,gender", "Anna,42,female", "Bo,7,male"));

        assertThat(file.rows().next(10)).extracting(CsvRow::line).containsExactly(2L, 3L);
    }

    @Test
    void rowsComeInBatchesAndThenNoMore() {
        CsvRows rows = CsvUsers.of("name,age,gender\na,1,x\nb,2,x\nc,3,x\n").rows();

        assertThat(rows.next(2)).hasSize(2);
        assertThat(rows.next(2)).hasSize(1);
        assertThat(rows.next(2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,age,gender", "Name, Age, Gender\n", "\uFEFFname,age,gender\r\n"})
    void aHeaderAloneIsAFileOfNobody(String text) {
        assertThat(CsvUsers.of(text).total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "Anna,42,female", "name,age", "name,gender,age"})
    void anotherHeaderIsRefused(String text) {
        assertThatThrownBy(() -> CsvUsers.of(text))
                .isInstanceOf(CsvException.class)
                .hasMessage("the first line must be name,age,gender");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Anna\" x,1,f", "\"Anna,1,f\nBo,2,m"})
    void quotationMarksInDisorderAreRefusedWithTheirLine(String row) {
        assertThatThrownBy(() -> CsvUsers.of("name,age,gender\nCy,1,m\n" + row))
                .isInstanceOf(CsvException.class)
                .hasMessageStartingWith("line 3: ");
    }

    @Test
    void aRowTellsOfAUser() {
        assertThat(new CsvRow(2, List.of(" Anna ", " 42", "female ")).toUser())
                .isEqualTo(new NewUser("Anna", 42, "female"));
    }
}
