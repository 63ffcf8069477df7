package se.iopledger.finance.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.IndexValue.Status;
import se.iopledger.shell.http.InputProblem;

/** Index values as a table. */
class IndexTableTest {
    @Test
    void aTableIsReadAsSwedesWriteIt() {
        assertThat(values("\uFEFFYear;Edition;Status;Percent;Source\r\n2021;2020-12;slutlig;1,5;SKR\r\n\r\n"
                        + "2022;2021-12;PRELIMINARY;-1.9;\"SKR; \"\"OPI\"\"\"\r\n"))
                .extracting(
                        IndexValue::year,
                        IndexValue::edition,
                        IndexValue::status,
                        value -> value.percent().toPlainString(),
                        IndexValue::source)
                .containsExactly(
                        tuple(2021, "2020-12", Status.FINAL, "1.5", "SKR"),
                        tuple(2022, "2021-12", Status.PRELIMINARY, "-1.9", "SKR; \"OPI\""));
    }

    @Test
    void aTableIsReadWithCommas() {
        assertThat(values("year,edition,status,percent,source\n2021,2020-12,FINAL,1.5,\"SKR, OPI\"\n"))
                .extracting(IndexValue::source)
                .containsExactly("SKR, OPI");
    }

    @Test
    void everyRowThatIsWrongIsNamedWithAllThatIsWrongInIt() {
        assertThat(problems("""
                        year;edition;status;percent;source
                        2021;2020-12;final;1.5;SKR
                        21;2020-12;sure;much;
                        2022;2021-12;final;1.9
                        """))
                .extracting(InputProblem::field, InputProblem::rule)
                .containsExactly(
                        tuple("/rows/3/year", "YearMustHaveFourDigits"),
                        tuple("/rows/3/status", "StatusMustBeKnown"),
                        tuple("/rows/3/percent", "PercentMustBeReasonable"),
                        tuple("/rows/3/source", "SourceMustBeGiven"),
                        tuple("/rows/4", "RowMustHaveItsCells"));
    }

    @Test
    void whatIsNoTableOfValuesIsRefusedAsAWhole() {
        assertThat(problems("")).extracting(InputProblem::rule).containsExactly("TableMustHaveItsHeading");
        assertThat(problems("år;värde\n2021;1.5\n"))
                .extracting(InputProblem::field)
                .containsExactly("/rows/1");
        assertThat(problems("year;edition;status;percent;source\n"))
                .extracting(InputProblem::rule)
                .containsExactly("ValuesMustBeGiven");
        assertThat(problems("year;edition;status;percent;source\n" + "2021;2020-12;final;1.5;SKR\n".repeat(201)))
                .extracting(InputProblem::rule)
                .containsExactly("TableMustFitTheLimit");
        assertThat(IndexTable.read("år".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new IndexTable.Unreadable(
                        List.of(new InputProblem("", "TableMustBeUtf8", "the table is not text in UTF-8"))));
    }

    private static List<IndexValue> values(String table) {
        IndexTable read = IndexTable.read(table.getBytes(StandardCharsets.UTF_8));
        assertThat(read).isInstanceOf(IndexTable.Read.class);
        return ((IndexTable.Read) read).values();
    }

    private static List<InputProblem> problems(String table) {
        IndexTable read = IndexTable.read(table.getBytes(StandardCharsets.UTF_8));
        assertThat(read).isInstanceOf(IndexTable.Unreadable.class);
        return ((IndexTable.Unreadable) read).problems();
    }
}
