package se.iopledger.narratives;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AmendmentCommand.CallForRenegotiation;
import se.iopledger.agreement.domain.AmendmentCommand.CloseRenegotiation;
import se.iopledger.agreement.domain.DocumentCommand.FileDocument;
import se.iopledger.agreement.domain.ExtensionCommand.AgreeExtension;
import se.iopledger.agreement.domain.ExtensionCommand.RecordReview;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.agreement.AmendmentEvent.Cause;
import se.iopledger.contracts.agreement.AmendmentEvent.Outcome;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExtensionEvent;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.testing.Clause;

/** Lund's social administration and Kvinnojouren Lund, 2021 to 2023. */
final class LundTest {
    private static final List<String> ASKED_FOR_UNTIL_2023 = Stream.of(
                    askedFor(2021),
                    askedFor(2022),
                    Stream.of("2023-03-01 Review whether the agreement is to be continued"),
                    askedFor(2023))
            .flatMap(lines -> lines)
            .toList();

    private static Partnership signed() {
        return Partnership.of("LUN", "2021-01-01")
                .on("2020-12-14")
                .isRegistered()
                .isApprovedBy("the social board")
                .isSignedByAll();
    }

    @Test
    @Clause({"LUN-1", "LUN-2", "LUN-3", "LUN-5", "LUN-6", "LUN-7", "LUN-8"})
    void itIsLivedThroughToItsLastDay() {
        Partnership lund = signed().on("2021-01-01");
        assertThat(lund.payments())
                .containsExactly(
                        "2021-01-04 190 000,00 kr kvinnojouren",
                        "2021-07-01 190 000,00 kr kvinnojouren",
                        "2022-01-03 190 000,00 kr kvinnojouren",
                        "2022-07-01 190 000,00 kr kvinnojouren",
                        "2023-01-02 190 000,00 kr kvinnojouren",
                        "2023-07-03 190 000,00 kr kvinnojouren");
        assertThat(lund.owed()).containsExactlyElementsOf(ASKED_FOR_UNTIL_2023);

        // The parties review in time, and do not go on: nothing is extended without a review that came to that.
        lund.on("2023-02-20")
                .does(signedPaper(lund))
                .cannot(extension(lund), "ReviewMustComeFirst")
                .does(review(lund, ExtensionEvent.Outcome.NOT_CONTINUED))
                .cannot(extension(lund), "ReviewMustComeFirst")
                .on("2023-03-02");
        assertThat(lund.known().continuation().reviews()).singleElement().satisfies(review -> {
            assertThat(review.reviewedOn()).isEqualTo(LocalDate.of(2023, 2, 20));
            assertThat(review.outcome()).isEqualTo(ExtensionEvent.Outcome.NOT_CONTINUED);
        });
        assertThat(lund.owed()).containsExactlyElementsOf(ASKED_FOR_UNTIL_2023);

        lund.on("2024-01-01");
        assertThat(lund.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 1, 1), LocalDate.of(2023, 12, 31), Ending.EXPIRY));
        assertThat(lund.sum()).isEqualTo(Money.ofKronor(1_140_000));
        lund.paysForNoDayOutside("2021-01-01", "2023-12-31").goesToTheArchive("2024-06-01", 2023, "2030-12-31");
    }

    /** Whether it went on in reality is not in the documents; the year more is made up. */
    @Test
    @Clause({"LUN-3", "LUN-6", "LUN-8"})
    void afterAReviewItGoesOnAndIsReportedOnThoughNoAmountIsAgreedOn() {
        Partnership lund = signed().on("2023-02-20");
        List<String> paid = lund.payments();
        lund.does(review(lund, ExtensionEvent.Outcome.SAME_DIRECTION))
                .on("2023-11-01")
                .does(signedPaper(lund))
                .does(extension(lund));
        assertThat(lund.stage()).isEqualTo(new Stage.InForce(LocalDate.of(2021, 1, 1), LocalDate.of(2024, 12, 31)));
        assertThat(lund.payments()).isEqualTo(paid);
        assertThat(lund.owed())
                .containsExactlyElementsOf(Stream.concat(ASKED_FOR_UNTIL_2023.stream(), askedFor(2024))
                        .toList());
        lund.on("2025-01-01");
        assertThat(lund.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 1, 1), LocalDate.of(2024, 12, 31), Ending.EXPIRY));
        assertThat(lund.sum()).isEqualTo(Money.ofKronor(1_140_000));
        lund.paysForNoDayOutside("2021-01-01", "2023-12-31").goesToTheArchive("2025-06-01", 2023, "2030-12-31");
    }

    private static RecordReview review(Partnership lund, ExtensionEvent.Outcome outcome) {
        return new RecordReview(lund.id(), lund.today(), outcome, "minutes, made up", lund.mandate("registrar-1"));
    }

    /** What both parties signed, filed by another person than who records the extension. */
    private static FileDocument signedPaper(Partnership lund) {
        return new FileDocument(
                lund.id(),
                DocumentEvent.Kind.ANNEX,
                null,
                new DocumentReference("one year more, made up", null, null, "b".repeat(64), "application/pdf"),
                lund.today(),
                null,
                lund.mandate("registrar-1"));
    }

    private static AgreeExtension extension(Partnership lund) {
        return new AgreeExtension(
                lund.id(),
                "document-1",
                LocalDate.of(2024, 12, 31),
                Stream.of("kommun", "kvinnojouren")
                        .map(party -> new Signature(party, lund.today(), Partnership.document()))
                        .toList(),
                lund.mandate("approver-1"));
    }

    private static Stream<String> askedFor(int year) {
        return Stream.of(
                        "Half-year report",
                        "Meeting of the steering group (1 of 4)",
                        "Meeting of the steering group (2 of 4)",
                        "Meeting of the steering group (3 of 4)",
                        "Meeting of the steering group (4 of 4)",
                        "Yearly report")
                .map(title -> year + "-12-31 " + title);
    }

    /** It was not renegotiated in reality; the amount is made up. */
    @Test
    @Clause({"LUN-3", "LUN-11"})
    void renegotiatedItPaysByTheNewTermsFromTheirDay() {
        Partnership lund = signed().on("2022-09-01");
        lund.does(new CallForRenegotiation(
                        lund.id(),
                        "kvinnojouren",
                        lund.today(),
                        Cause.CHANGE_OF_PURPOSE,
                        "sheltered housing is to be part of it",
                        lund.mandate("registrar-1")))
                .on("2022-11-15")
                .proposes("kvinnojouren", "2023-01-01", null, "renegotiation-1", lund.termsWith(terms -> {
                    terms.withArray("/funding/grants").get(2).withObject("").put("amount", "450000.00");
                    return terms;
                }))
                .amendmentIsSignedByAll("amendment-1")
                .does(new CloseRenegotiation(
                        lund.id(),
                        "renegotiation-1",
                        lund.today(),
                        Outcome.AMENDED,
                        "amendment-1",
                        null,
                        lund.mandate("registrar-1")));
        assertThat(lund.paymentsFrom("2022-07"))
                .containsExactly(
                        "2022-07-01 190 000,00 kr kvinnojouren",
                        "2023-01-02 225 000,00 kr kvinnojouren",
                        "2023-07-03 225 000,00 kr kvinnojouren");
        assertThat(lund.owed()).containsExactlyElementsOf(ASKED_FOR_UNTIL_2023);
        lund.on("2024-01-01");
        assertThat(lund.stage())
                .isEqualTo(new Stage.Ended(LocalDate.of(2021, 1, 1), LocalDate.of(2023, 12, 31), Ending.EXPIRY));
        assertThat(lund.sum()).isEqualTo(Money.ofKronor(1_210_000));
        assertThat(lund.overpayments()).isEmpty();
        lund.goesToTheArchive("2024-06-01", 2023, "2030-12-31");
    }
}
