package se.iopledger.agreement.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.iopledger.agreement.domain.terms.TermsRules;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.terms.Terms;
import tools.jackson.databind.json.JsonMapper;

/** The five files hold every clause, can be registered, and survive being written and read again. */
final class FiveTest {
    private static final Map<String, Integer> CLAUSES = Map.of("UPP", 22, "LUN", 15, "NOR", 17, "LIN", 12, "STO", 18);

    @ParameterizedTest
    @CsvSource({"UPP", "LUN", "NOR", "LIN", "STO"})
    void everyClauseOccurs(String name) {
        String text = Paper.text(name + ".yaml");
        List<String> missing = new ArrayList<>();
        for (int number = 1; number <= CLAUSES.getOrDefault(name, 0); number++) {
            String clause = name + "-" + number;
            if (!Pattern.compile("\\b" + clause + "\\b").matcher(text).find()) {
                missing.add(clause);
            }
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UPP", "LUN", "NOR", "LIN", "STO"})
    void nothingForbidsTheirRegistration(String name) {
        assertThat(TermsRules.check(Paper.of(name).terms())).isEmpty();
    }

    @Test
    void writtenAndReadAgainTheyAreTheSame() {
        JsonMapper json = ContractsJson.mapper();
        for (Terms terms : Five.ALL) {
            assertThat(json.readValue(json.writeValueAsString(terms), Terms.class))
                    .isEqualTo(terms);
        }
    }

    @Test
    void allAreTakenOverOnTheSameDay() {
        assertThat(Five.ALL)
                .extracting(terms -> terms.takeoverDate().toString())
                .containsOnly("2021-12-20");
    }
}
