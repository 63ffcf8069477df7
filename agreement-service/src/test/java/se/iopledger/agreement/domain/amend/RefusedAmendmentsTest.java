package se.iopledger.agreement.domain.amend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.UPP;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Whoever is refused is told by which part of the request, and by which clause. */
final class RefusedAmendmentsTest {
    private static final Changes UPPSALA = Changes.of(UPP);
    private static final Terms SIX_MONTHS =
            Paper.of("UPP").with("/exits/0/noticeMonths", "6").terms();
    private static final Terms THREE_MONTHS =
            Paper.of("UPP").with("/exits/0/noticeMonths", "3").terms();

    private static void refused(Story.Answer answer, String rule, @Nullable String field, String clause) {
        answer.thenRejected(rule).satisfies(refused -> {
            assertThat(refused.field()).as(rule).isEqualTo(field);
            assertThat(refused.clauses()).as(rule).contains(clause);
        });
    }

    @Test
    @Clause("UPP-17")
    void aProposalOnTermsThatAnotherChangedNamesWhatItWasMadeOnAndTheClause() {
        Story amended = givenActive(UPP).amended("2021-12-20", "2021-12-26", SIX_MONTHS);
        refused(
                amended.when(UPPSALA.propose("kommun", "2021-12-21", "2021-12-28", THREE_MONTHS)
                        .now()),
                "AmendmentMustBeMadeOnTheTermsInEffect",
                "/madeOn",
                "UPP-17");
        refused(
                amended.when(UPPSALA.propose("kommun", "2021-12-21", "2021-12-25", THREE_MONTHS)
                        .madeOn(2)
                        .now()),
                "AmendmentMustNotPrecedeTheTermsItIsMadeOn",
                "/from",
                "UPP-17");
    }

    @Test
    @Clause("UPP-17")
    void aSignatureOnWhatAnotherAmendmentOvertookNamesTheClause() {
        Story overtaken = givenActive(UPP)
                .when(UPPSALA.propose("kommun", "2021-12-20", "2021-12-28", THREE_MONTHS)
                        .now())
                .happens()
                .amended("2021-12-20", "2021-12-26", SIX_MONTHS);
        // No part of the request is wrong by itself: the amendment is.
        refused(
                overtaken.when(UPPSALA.sign("amendment-1", "kommun", "2021-12-21")),
                "AmendmentMustBeMadeOnTheTermsInEffect",
                null,
                "UPP-17");
    }

    @Test
    @Clause("UPP-17")
    void aPartySignsOnceAndDoesNotRejectWhatItSigned() {
        Story signed = givenActive(UPP)
                .when(UPPSALA.propose("kommun", "2021-12-20", "2021-12-28", SIX_MONTHS)
                        .now())
                .happens()
                .when(UPPSALA.sign("amendment-1", "kommun", "2021-12-20"))
                .happens();
        refused(
                signed.when(UPPSALA.sign("amendment-1", "kommun", "2021-12-21")),
                "PartyMustNotSignTwice",
                "/party",
                "UPP-17");
        refused(
                signed.when(UPPSALA.reject("amendment-1", "kommun", "2021-12-21")),
                "PartyMustNotRejectWhatItSigned",
                "/by",
                "UPP-17");
    }

    @Test
    @Clause("UPP-16")
    void aRenegotiationIsCalledForOnceForACause() {
        Story called = givenActive(UPP)
                .when(UPPSALA.call("kommun", "2021-12-20", Cause.ANY_PARTY_MAY_CALL))
                .happens();
        refused(
                called.when(UPPSALA.call("stadsmission", "2021-12-21", Cause.ANY_PARTY_MAY_CALL)),
                "RenegotiationMustNotBeUnderWay",
                "/cause",
                "UPP-16");
    }
}
