package se.iopledger.agreement.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.document;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.testing.Five.LIN;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.Revoke;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What an agreement's own page shows of the day for which it is asked. */
final class AgreementViewTest {
    private static final Terms FOUR = Paper.of("LIN")
            .with(
                    "/parties/-",
                    "{\"id\":\"forening\",\"name\":\"An association (made up)\",\"sector\":\"CIVIL\","
                            + "\"clauses\":[\"LIN-1\"]}")
            .terms();

    @Test
    @Clause({"LIN-1", "STO-13"})
    void thePartiesAreThoseOfTheDayThoughOthersAreComing() {
        Story amended = givenActive(LIN).amended("2022-02-01", "2023-01-01", FOUR);
        assertThat(partiesOn(amended, "2022-12-31")).containsExactly("kommun", "stadsmission", "pastorat");
        assertThat(partiesOn(amended, "2023-01-01")).containsExactly("kommun", "stadsmission", "pastorat", "forening");
    }

    /** Who was to join after what turned out to be the last day never did. */
    @Test
    @Clause({"LIN-1", "LIN-8"})
    void afterTheEndThePartiesAreThoseOfTheLastDay() {
        Story revoked = givenActive(LIN)
                .amended("2022-02-01", "2023-01-01", FOUR)
                .when(new Revoke(
                        AgreementId.of(LIN),
                        "changed-conditions",
                        LocalDate.of(2022, 5, 2),
                        LocalDate.of(2022, 6, 30),
                        List.of("kommun", "stadsmission", "pastorat"),
                        List.of(new StepTaken("dialogue", LocalDate.of(2022, 5, 2))),
                        document(),
                        Mandate.of(APPROVER, LocalDate.of(2022, 5, 2))))
                .happens();
        assertThat(partiesOn(revoked, "2023-02-01")).containsExactly("kommun", "stadsmission", "pastorat");
        assertThat(partiesOn(given(register(LIN)), "2030-01-01")).containsExactly("kommun", "stadsmission", "pastorat");
    }

    private static List<String> partiesOn(Story story, String day) {
        return AgreementView.of(story.known(), 0, LocalDate.parse(day)).parties().stream()
                .map(AgreementView.Party::id)
                .toList();
    }
}
