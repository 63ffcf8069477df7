package se.iopledger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import tools.jackson.databind.json.JsonMapper;

class ContractsJsonTest {
    private static final JsonMapper JSON = ContractsJson.mapper();

    @Test
    void fieldsStandInTheOrderOfTheRecordAndAbsentOnesAreLeftOut() {
        String json = "{\"agreementId\":\"a\",\"trancheId\":\"2019-1-u-s\",\"dueDate\":\"2019-01-02\"}";
        assertThat(JSON.writeValueAsString(JSON.readValue(json, TrancheFellDue.class)))
                .isEqualTo(json);
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
                java.time.LocalDate.of(2021, 6, 24),
                new Evidence(Evidence.Kind.ASSUMED, "assumed for the demonstration", null, null));
        assertThat(JSON.readValue(JSON.writeValueAsBytes(signed), AgreementSigned.class))
                .isEqualTo(signed);
    }
}
