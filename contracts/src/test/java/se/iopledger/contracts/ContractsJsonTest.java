package se.iopledger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementSigned;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.terms.ChosenDefault;
import se.iopledger.contracts.terms.Figure;
import se.iopledger.contracts.terms.Grant;
import se.iopledger.contracts.terms.PaymentTerms;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

class ContractsJsonTest {
    private static final JsonMapper JSON = ContractsJson.mapper();

    @Test
    void fieldsStandInTheOrderOfTheRecordAndAbsentOnesAreLeftOut() {
        String json = "{\"agreementId\":\"a\",\"trancheId\":\"2019-1-u-s\",\"dueDate\":\"2019-01-02\"}";
        assertThat(JSON.writeValueAsString(JSON.readValue(json, TrancheFellDue.class)))
                .isEqualTo(json);
    }

    @Property
    void everyDateIsReadBack(@ForAll @IntRange(min = -700_000, max = 2_900_000) int epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        assertThat(JSON.readValue(JSON.writeValueAsString(date), LocalDate.class))
                .isEqualTo(date);
    }

    /** As Jackson reads them by itself. */
    @ParameterizedTest
    @ValueSource(strings = {" 2021-12-31 ", "2021-12-31T00:00:00", "+12021-12-31", "-0001-12-31", "0000-02-29"})
    void aDateThatIsWrittenOtherwiseIsReadAsElsewhere(String text) {
        LocalDate elsewhere = JsonMapper.builder().build().readValue('"' + text + '"', LocalDate.class);
        assertThat(JSON.readValue('"' + text + '"', LocalDate.class)).isEqualTo(elsewhere);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-00-01",
                "2021-13-01",
                "2021-12-00",
                "2021-12-32",
                "2021-02-29",
                "2100-02-29",
                "2021/12/31",
                "2021-12-3",
                "202a-12-31",
                "2021-1x-31",
                "2021-12-3:",
                "-021-12-31",
                "٢٠٢١-12-31",
                "31-12-2021"
            })
    void whatIsNoDateIsRefused(String text) {
        assertThatThrownBy(() -> JSON.readValue('"' + text + '"', LocalDate.class))
                .isInstanceOf(DatabindException.class);
    }

    @Test
    void aTimeKeepsTheOffsetThatWasWritten() {
        String json = "{\"kind\":\"ELECTRONIC_SIGNATURE\",\"signedAt\":\"2021-06-23T18:01:22+02:00\"}";
        assertThat(JSON.writeValueAsString(JSON.readValue(json, Evidence.class)))
                .isEqualTo(json);
    }

    @Test
    void aListThatIsLeftOutIsEmptyAndIsWritten() {
        assertThat(JSON.writeValueAsString(JSON.readValue("{\"rule\":\"EQUAL_TRANCHES\"}", ChosenDefault.class)))
                .isEqualTo("{\"rule\":\"EQUAL_TRANCHES\",\"clauses\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"agreementId\":\"a\",\"lastDay\":\"2021-12-31\",\"unknown\":1}",
                "{\"agreementId\":\"a\",\"agreementId\":\"b\",\"lastDay\":\"2021-12-31\"}",
                "{\"agreementId\":1,\"lastDay\":\"2021-12-31\"}",
                "{\"agreementId\":1.5,\"lastDay\":\"2021-12-31\"}",
                "{\"agreementId\":true,\"lastDay\":\"2021-12-31\"}",
                "{\"agreementId\":[\"a\"],\"lastDay\":\"2021-12-31\"}",
                "{\"agreementId\":\"a\",\"lastDay\":20211231}",
                "{\"agreementId\":\"a\",\"lastDay\":\"\"}",
                "{\"agreementId\":\"a\",\"lastDay\":\"2021-02-30\"}",
                "{\"agreementId\":\"a\",\"lastDay\":\"2021-12-31\"} {}",
                "{\"agreementId\":\"a\",\"lastDay\":\"2021-12-31\"",
                "{'agreementId':'a','lastDay':'2021-12-31'}",
                "{\"agreementId\":\"a\",/* */\"lastDay\":\"2021-12-31\"}",
                "[]",
                "\"a\"",
                "null"
            })
    void readingIsStrict(String json) {
        assertThatThrownBy(() -> {
                    Object read = JSON.readValue(json, AgreementExpired.class);
                    if (read == null) {
                        throw new IllegalArgumentException("null");
                    }
                })
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(JacksonException.class),
                        thrown -> assertThat(thrown).hasMessage("null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2021\"", "2021.0", "2021.5", "true", "null", "\"\"", "99999999999"})
    void aYearIsAWholeNumber(String year) {
        String json = "{\"payer\":\"p\",\"recipient\":\"r\",\"year\":%s,\"amount\":\"1.00\",\"standing\":\"PLANNED\"}";
        assertThat(JSON.readValue(json.formatted("2021"), Grant.class).year()).isEqualTo(2021);
        assertThatThrownBy(() -> JSON.readValue(json.formatted(year), Grant.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void aNumberIsNotLeftOut() {
        String json = "{\"payer\":\"p\",\"recipient\":\"r\",\"amount\":\"1.00\",\"standing\":\"PLANNED\"}";
        assertThatThrownBy(() -> JSON.readValue(json, Grant.class)).isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "\"year\"", "\"\"", "\"CENTURY\"", "true"})
    void anEnumerationIsReadByItsExactNameOnly(String interval) {
        String json = "{\"interval\":%s,\"manner\":\"IN_ADVANCE\"}";
        assertThat(JSON.readValue(json.formatted("\"YEAR\""), PaymentTerms.class))
                .isNotNull();
        assertThatThrownBy(() -> JSON.readValue(json.formatted(interval), PaymentTerms.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void aDecimalKeepsItsDigits() {
        String json = "{\"from\":53.20,\"to\":0.1,\"unit\":\"percent\",\"approximate\":false}";
        assertThat(JSON.writeValueAsString(JSON.readValue(json, Figure.class))).isEqualTo(json);
    }

    @Test
    void theMapperIsTheSameForEveryEvent() {
        AgreementSigned signed = new AgreementSigned(
                "a",
                "p",
                LocalDate.of(2021, 6, 24),
                new Evidence(Evidence.Kind.ASSUMED, "assumed for the demonstration", null, null));
        assertThat(JSON.readValue(JSON.writeValueAsBytes(signed), AgreementSigned.class))
                .isEqualTo(signed);
    }
}
