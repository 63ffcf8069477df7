package se.iopledger.agreement.domain.extend;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.assumed;
import static se.iopledger.agreement.domain.Story.document;
import static se.iopledger.agreement.domain.Story.electronic;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.DocumentCommand.FileDocument;
import se.iopledger.agreement.domain.DocumentCommand.WithdrawDocument;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExtensionCommand.AgreeExtension;
import se.iopledger.agreement.domain.ExtensionCommand.CheckFunds;
import se.iopledger.agreement.domain.ExtensionCommand.RecordReview;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.ConductEvent.Deadline;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.DocumentEvent.DocumentFiled;
import se.iopledger.contracts.agreement.DocumentEvent.DocumentWithdrawn;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExtensionEvent.ContinuationReviewed;
import se.iopledger.contracts.agreement.ExtensionEvent.ExtensionAgreed;
import se.iopledger.contracts.agreement.ExtensionEvent.FundsChecked;
import se.iopledger.contracts.agreement.ExtensionEvent.Outcome;
import se.iopledger.contracts.agreement.ExtensionEvent.Signature;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** Extensions that the parties agree on, those that follow by the agreement's own rule, and reviews. */
final class ExtensionTest {
    @Test
    @Clause("UPP-11")
    void uppsalaGoesOnForThreeCalendarYearsOnceBothHaveSigned() {
        Story extended = withThePaper(UPP)
                .when(extension(UPP, null, "2021-12-20", "2021-12-22"))
                .then(ExtensionAgreed.class, AgreementExtended.class);
        assertThat(extended.history())
                .endsWith(new AgreementExtended(
                        AgreementId.of(UPP), day("2022-01-01"), day("2024-12-31"), List.of("UPP-11")));
        assertThat(extended.history())
                .filteredOn(ExtensionAgreed.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((ExtensionAgreed) event).calculation())
                        .isEqualTo("3 years from 2022-01-01 end on 2024-12-31"));
        assertThat(extended.stage()).isEqualTo(new Stage.InForce(day("2019-01-01"), day("2024-12-31")));
        extended.when(workOffDueOn(UPP, day("2024-12-31"))).thenNothing();
        extended.when(workOffDueOn(UPP, day("2025-01-01"))).then(AgreementExpired.class);
    }

    @Test
    @Clause("UPP-11")
    void anExtensionThatComesToLightAfterTheEndTakesTheEndBack() {
        Story extended = withThePaper(UPP)
                .when(workOffDueOn(UPP, day("2022-02-01")))
                .then(AgreementExpired.class)
                .when(extension(UPP, null, "2021-12-30", "2022-02-01"))
                .then(ExtensionAgreed.class, EndReversed.class, AgreementExtended.class);
        assertThat(extended.stage()).isEqualTo(new Stage.InForce(day("2019-01-01"), day("2024-12-31")));
    }

    @Test
    @Clause("UPP-11")
    void anExtensionIsSignedByAllInWritingAndBeforeTheEnd() {
        Story active = withThePaper(UPP);
        active.when(extension(UPP, null, "2022-01-01", "2022-02-01"))
                .thenRejected("ExtensionMustBeAgreedBeforeTheEnd")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("UPP-11"));
        active.when(signed(UPP, null, List.of(signature("kommun", document()))))
                .thenRejected("ExtensionMustBeSignedByAll")
                .satisfies(refused -> assertThat(refused.detail()).endsWith("missing: stadsmission"));
        active.when(signed(UPP, null, List.of())).thenRejected("ExtensionMustBeSignedByAll");
        active.when(signed(UPP, null, List.of(signature("kommun", document()), signature("nobody", document()))))
                .thenRejected("SignatoryMustBeAParty");
        active.when(signed(UPP, null, List.of(signature("kommun", document()), signature("kommun", document()))))
                .thenRejected("PartyMustNotSignTwice");
        active.when(signed(UPP, null, List.of(signature("kommun", document()), signature("stadsmission", assumed()))))
                .thenRejected("ExtensionMustBeInWriting")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/signatures/1/evidence"));
        active.when(extension(UPP, null, "2021-12-23", "2021-12-22")).thenRejected("DateMustNotBeInTheFuture");
        active.when(extension(UPP, "2023-12-31", "2021-12-20", "2021-12-22"))
                .thenRejected("LastDayMustFollowFromTheTerms");
        Story extended = active.when(extension(UPP, "2024-12-31", "2021-12-20", "2021-12-22"))
                .then(ExtensionAgreed.class, AgreementExtended.class);
        extended.when(extension(UPP, null, "2021-12-20", "2021-12-22")).thenRejected("ExtensionMustNotBeAgreedTwice");
        // The next one, by a paper of its own.
        extended.filed("b")
                .when(extension(UPP, "document-2", null, "2024-06-01", "2024-06-01"))
                .then(ExtensionAgreed.class, AgreementExtended.class);
    }

    @Test
    @Clause("UPP-11")
    void whatWasSignedElectronicallyAfterTheEndIsNotDatedBeforeIt() {
        Story expired =
                withThePaper(UPP).when(workOffDueOn(UPP, day("2022-02-01"))).then(AgreementExpired.class);
        expired.when(signed(
                        "2022-02-01",
                        List.of(
                                signature("kommun", document()),
                                signature("stadsmission", electronic("2022-01-05T10:00:00+01:00")))))
                .thenRejected("SignatureMustBearTheDateOfItsEvidence")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/signatures/1/signedOn"));
        assertThat(expired.stage()).isEqualTo(new Stage.Ended(day("2019-01-01"), day("2021-12-31"), Ending.EXPIRY));
        // Half past midnight in Sweden, still the day before by the signing service's clock.
        expired.when(signed(
                        "2022-02-01",
                        List.of(
                                signature("kommun", electronic("2021-12-19T23:30:00Z")),
                                signature("stadsmission", electronic("2021-12-20T10:00:00+01:00")))))
                .then(ExtensionAgreed.class, EndReversed.class, AgreementExtended.class);
    }

    @Test
    @Clause("UPP-11")
    void whoRegisteredTheAgreementDoesNotRecordThatItGoesOn() {
        AgreeExtension extension = extension(UPP, null, "2021-12-20", "2021-12-22");
        withThePaper(UPP)
                .when(new AgreeExtension(
                        extension.agreementId(),
                        extension.documentId(),
                        null,
                        extension.signatures(),
                        Mandate.of(REGISTRAR, day("2021-12-22"))))
                .thenRejected("ExtenderMustNotHaveRegistered")
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Rejection.Kind.FORBIDDEN));
    }

    @Test
    @Clause("UPP-11")
    void onePersonBringsWhatWasSignedAndAnotherRecordsThatTheAgreementGoesOn() {
        Story active = givenActive(UPP);
        AgreeExtension extension = extension(UPP, null, "2021-12-20", "2021-12-22");
        active.when(extension).thenRejected("ExtensionMustRestOnItsPaper").satisfies(refused -> {
            assertThat(refused.field()).isEqualTo("/documentId");
            assertThat(refused.clauses()).containsExactly("UPP-11");
        });
        active.when(filed(Kind.ANNEX, APPROVER))
                .happens()
                .when(extension)
                .thenRejected("ExtenderMustNotHaveFiledThePaper")
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Rejection.Kind.FORBIDDEN));
        // Minutes may say that the parties want to go on; they are not what the parties signed.
        active.when(filed(Kind.MINUTES, REGISTRAR))
                .happens()
                .when(extension)
                .thenRejected("ExtensionMustRestOnItsPaper");
        Story filed = active.when(filed(Kind.ANNEX, "registrar-2")).happens();
        Story extended = filed.when(extension).then(ExtensionAgreed.class, AgreementExtended.class);
        extended.when(extension(UPP, null, "2021-12-21", "2021-12-22"))
                .thenRejected("ExtensionMustNotBeAgreedTwice")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/documentId");
                    assertThat(refused.detail()).contains("extension-1, signed on 2021-12-20 as document-1");
                });
        // The paper is corrected after what rests on it.
        extended.when(Story.propose(UPP, extended.fact(DocumentFiled.class), "the wrong paper"))
                .thenRejected("FactMustNotBeNeededByAnother");
        filed.when(new WithdrawDocument(
                        AgreementId.of(UPP),
                        "document-1",
                        day("2021-12-21"),
                        new Mandate(REGISTRAR, day("2021-12-21"), day("2021-12-21"), "the wrong paper")))
                .happens()
                .when(extension)
                .thenRejected("ExtensionMustRestOnItsPaper");
    }

    private static FileDocument filed(Kind kind, String actor) {
        return filed(kind, null, actor);
    }

    private static FileDocument filed(Kind kind, @Nullable String label, String actor) {
        return new FileDocument(
                AgreementId.of(UPP),
                kind,
                label,
                new DocumentReference("what the parties signed", null, null, "a".repeat(64), "application/pdf"),
                Story.TAKEOVER,
                null,
                Mandate.of(actor, Story.TAKEOVER));
    }

    /** What the terms themselves were made of was signed before anybody thought of going on. */
    @Test
    @Clause("UPP-11")
    void thePaperOfTheTermsIsNotThatOfAnExtension() {
        AgreeExtension extension = extension(UPP, null, "2021-12-20", "2021-12-22");
        for (String label : List.of("agreement", " Annex 1")) {
            givenActive(UPP)
                    .when(filed(Kind.ANNEX, label, REGISTRAR))
                    .happens()
                    .when(extension)
                    .thenRejected("ExtensionMustRestOnItsPaper")
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("/documentId"));
        }
        for (Kind kind : List.of(Kind.AGREEMENT, Kind.ANNEX)) {
            givenActive(UPP)
                    .when(filed(kind, "extension 1", REGISTRAR))
                    .happens()
                    .when(extension)
                    .then(ExtensionAgreed.class, AgreementExtended.class);
        }
    }

    @Test
    @Clause("UPP-11")
    void thePaperStaysFiledAsLongAsTheExtensionThatRestsOnIt() {
        Story filed = withThePaper(UPP);
        Story extended =
                filed.when(extension(UPP, null, "2021-12-20", "2021-12-22")).happens();
        extended.when(withdrawn("document-1"))
                .thenRejected("DocumentMustNotCarryAnExtension")
                .satisfies(refused -> {
                    assertThat(refused.kind()).isEqualTo(Rejection.Kind.CONFLICT);
                    assertThat(refused.detail()).startsWith("extension-1 rests on it");
                    assertThat(refused.clauses()).containsExactly("UPP-11");
                });
        // A better copy may take its place, and stays in turn.
        Story replaced = extended.when(new FileDocument(
                        AgreementId.of(UPP),
                        Kind.ANNEX,
                        null,
                        new DocumentReference("a better copy", null, null, "b".repeat(64), "application/pdf"),
                        day("2021-12-22"),
                        "document-1",
                        new Mandate(REGISTRAR, day("2021-12-22"), day("2021-12-22"), "the copy was hard to read")))
                .happens();
        replaced.when(withdrawn("document-2")).thenRejected("DocumentMustNotCarryAnExtension");
        // Any other paper is withdrawn as before, and this one once the extension was corrected.
        extended.filed("c").when(withdrawn("document-2")).then(DocumentWithdrawn.class);
        extended.whenVoided(ExtensionAgreed.class)
                .happens()
                .when(withdrawn("document-1"))
                .then(DocumentWithdrawn.class);
        filed.when(withdrawn("document-1")).then(DocumentWithdrawn.class);
    }

    private static WithdrawDocument withdrawn(String document) {
        return new WithdrawDocument(
                AgreementId.of(UPP),
                document,
                day("2021-12-22"),
                new Mandate(REGISTRAR, day("2021-12-22"), day("2021-12-22"), "the wrong paper"));
    }

    /** A slip of the pen in the year would make it the first of all that was ever agreed on. */
    @Test
    @Clause("UPP-11")
    void nobodySignsAnExtensionBeforeTheAgreementsFirstDay() {
        withThePaper(UPP)
                .when(signed(
                        "2021-12-22",
                        List.of(
                                signature("kommun", document()),
                                new Signature("stadsmission", day("2018-12-31"), document()))))
                .thenRejected("DateMustNotPrecedeTheAgreement")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/signatures/1/signedOn"));
        withThePaper(UPP)
                .when(signed(
                        "2021-12-22",
                        List.of(
                                signature("kommun", document()),
                                new Signature("stadsmission", day("2019-01-01"), document()))))
                .then(ExtensionAgreed.class, AgreementExtended.class);
    }

    /** What was signed since, though for days before, neither lengthens an extension nor says who had to sign it. */
    @Test
    @Clause({"UPP-11", "UPP-17"})
    void anExtensionIsOfTheLengthThatHadBeenAgreedOnByItsDay() {
        Terms fiveYears = Paper.of("UPP").with("/extension/years", "5").terms();
        Terms another = Paper.of("UPP")
                .with(
                        "/parties/-",
                        "{\"id\":\"region\",\"name\":\"A region (made up)\",\"sector\":\"PUBLIC\",\"clauses\":[\"UPP-2\"]}")
                .terms();
        AgreeExtension extension = extension(UPP, "2024-12-31", "2021-12-20", "2021-12-22");
        for (Terms changed : List.of(fiveYears, another)) {
            Story story = withThePaper(UPP)
                    .amended("2021-12-21", "2021-12-01", changed)
                    .when(extension)
                    .then(ExtensionAgreed.class, AgreementExtended.class);
            assertThat(story.stage()).isEqualTo(new Stage.InForce(day("2019-01-01"), day("2024-12-31")));
            assertThat(story.history())
                    .filteredOn(ExtensionAgreed.class::isInstance)
                    .singleElement()
                    .satisfies(event ->
                            assertThat(((ExtensionAgreed) event).lastDay()).isEqualTo("2024-12-31"));
        }
    }

    /** On the day on which one year begins by itself all may sign that two more follow it. */
    @Test
    @Clause({"STO-3", "STO-5"})
    void anExtensionThatIsSignedOnTheFirstDayOfAnotherIsOneOfItsOwn() {
        Terms byAgreement = Paper.of("STO")
                .with("/extension/kind", "\"BY_WRITTEN_AGREEMENT\"")
                .with("/extension/years", "2")
                .with("/extension/longestTo", "\"2026-12-14\"")
                .terms();
        Story extended = withThePaper(STO)
                .when(workOffDueOn(STO, day("2022-12-15")))
                .happens()
                .amended("2022-12-15", "2022-12-15", byAgreement)
                .when(extension(STO, null, "2022-12-15", "2022-12-16"))
                .then(ExtensionAgreed.class, AgreementExtended.class);
        assertThat(extended.stage()).isEqualTo(new Stage.InForce(day("2021-12-15"), day("2025-12-14")));
    }

    @Test
    @Clause({"UPP-11", "STO-3", "LUN-6"})
    void aRefusalNamesTheFieldAndTheClause() {
        Story extended = withThePaper(UPP)
                .when(extension(UPP, null, "2021-12-20", "2021-12-22"))
                .happens();
        extended.when(extension(UPP, null, "2021-12-20", "2021-12-22"))
                .thenRejected("ExtensionMustNotBeAgreedTwice")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/signatures");
                    assertThat(refused.clauses()).containsExactly("UPP-11");
                });
        withThePaper(UPP)
                .when(signed(UPP, null, List.of()))
                .thenRejected("ExtensionMustBeSignedByAll")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("UPP-11"));
        withThePaper(UPP)
                .when(signed(UPP, null, List.of(signature("nobody", document()))))
                .thenRejected("SignatoryMustBeAParty")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("UPP-11"));
        givenActive(STO)
                .when(funds(STO, "2022-12-15", true, "2022-12-15", "2022-12-15"))
                .thenRejected("FundsMustBeCheckedBeforeTheExtension")
                .satisfies(refused -> assertThat(refused.clauses()).contains("STO-2"));
        givenActive(STO)
                .when(funds(STO, "2022-12-16", true, "2022-09-20", "2022-09-20"))
                .thenRejected("ExtensionMustFollowByItsRule")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("STO-3"));
        Story reviewed = withThePaper(LUN)
                .when(review(LUN, "2023-02-20", Outcome.SAME_DIRECTION, "2023-02-20"))
                .happens();
        reviewed.when(review(LUN, "2023-02-20", Outcome.NOT_CONTINUED, "2023-02-20"))
                .thenRejected("ReviewMustNotBeRecordedTwice")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/reviewedOn");
                    assertThat(refused.clauses()).containsExactly("LUN-6");
                });
        reviewed.when(extension(LUN, "2023-12-31", "2023-10-01", "2023-10-02"))
                .thenRejected("LastDayMustComeAfterTheFirst")
                .satisfies(refused -> assertThat(refused.clauses()).containsExactly("LUN-6"));
    }

    private static Story withThePaper(Terms terms) {
        return givenActive(terms).filed("a");
    }

    @Test
    @Clause({"UPP-10", "UPP-11"})
    void anExtensionDoesNotSetANoticeAsideInPassing() {
        Terms upp = Paper.of("UPP").with("/takeoverDate", "\"2021-12-20\"").terms();
        withThePaper(upp)
                .when(notice(upp, "2021-02-15", "2021-12-20"))
                .then(NoticeGiven.class, AgreementEnded.class)
                .when(extension(upp, null, "2021-10-01", "2021-12-22"))
                .thenRejected("EndMustBeTakenBackFirst")
                .satisfies(refused -> {
                    assertThat(refused.detail()).contains("9 months from 2021-02-15 is 2021-11-15");
                    assertThat(refused.field()).isEqualTo("/signatures");
                    assertThat(refused.clauses()).containsExactly("UPP-10");
                });
    }

    /** Nobody set the notice aside: it was given when both had signed already. */
    @Test
    @Clause({"UPP-10", "UPP-11"})
    void anExtensionThatWasSignedBeforeTheNoticeIsRecordedAndFollowsShouldTheNoticeNotHold() {
        Terms monthly = Paper.of("UPP").with("/exits/0/noticeMonths", "1").terms();
        Story noticed = withThePaper(monthly)
                .when(notice(monthly, "2021-11-15", "2021-12-20"))
                .then(NoticeGiven.class, AgreementEnded.class);
        noticed.when(extension(monthly, null, "2021-11-15", "2021-12-22")).thenRejected("EndMustBeTakenBackFirst");
        Story extended = noticed.when(extension(monthly, null, "2021-11-14", "2021-12-22"))
                .then(ExtensionAgreed.class);
        assertThat(extended.stage()).isEqualTo(new Stage.Ended(day("2019-01-01"), day("2021-12-15"), Ending.NOTICE));
        assertThat(extended.whenVoided(NoticeGiven.class).happens().stage())
                .isEqualTo(new Stage.InForce(day("2019-01-01"), day("2024-12-31")));
        // What was there when they signed is not hidden by what came to end it even earlier.
        noticed.when(notice(monthly, "2021-11-01", "2021-12-20"))
                .happens()
                .when(extension(monthly, null, "2021-10-31", "2021-12-22"))
                .then(ExtensionAgreed.class);
        noticed.when(notice(monthly, "2021-11-01", "2021-12-20"))
                .happens()
                .when(extension(monthly, null, "2021-11-14", "2021-12-22"))
                .thenRejected("EndMustBeTakenBackFirst")
                .satisfies(refused -> assertThat(refused.detail()).contains("2021-12-01"));
    }

    @Test
    @Clause({"UPP-10", "UPP-11"})
    void aNoticeInTheExtensionEndsIt() {
        Story told = withThePaper(UPP)
                .when(extension(UPP, null, "2021-12-20", "2021-12-22"))
                .happens()
                .when(notice(UPP, "2022-02-15", "2022-02-15"))
                .then(NoticeGiven.class, LastDayChanged.class);
        assertThat(told.stage()).isEqualTo(new Stage.InForce(day("2019-01-01"), day("2022-11-15")));
    }

    @Test
    @Clause({"STO-3", "NOR-2"})
    void onlyWhatTheTermsLetGoOnByAgreementDoes() {
        withThePaper(STO)
                .when(extension(STO, null, "2021-12-20", "2021-12-22"))
                .thenRejected("ExtensionMustBeByAgreement");
        withThePaper(NOR)
                .when(extension(NOR, null, "2021-12-20", "2021-12-22"))
                .thenRejected("ExtensionMustBeRegulated");
        given(register(UPP))
                .when(extension(UPP, null, "2021-12-20", "2021-12-22"))
                .thenRejected("AgreementMustHaveBeenInForce");
    }

    @Test
    @Clause("LUN-6")
    void lundIsReviewedByTheFirstOfMarchAndMayThenGoOn() {
        Story reviewed = withThePaper(LUN)
                .when(review(LUN, "2023-02-20", Outcome.OTHER_DIRECTION, "2023-02-21"))
                .then(ContinuationReviewed.class);
        reviewed.when(workOffDueOn(LUN, day("2023-03-02"))).thenNothing();
        reviewed.when(extension(LUN, null, "2023-10-01", "2023-10-02")).thenRejected("LastDayMustBeStated");
        reviewed.when(extension(LUN, "2023-12-31", "2023-10-01", "2023-10-02"))
                .thenRejected("LastDayMustComeAfterTheFirst");
        Story extended = reviewed.when(extension(LUN, "2024-12-31", "2023-10-01", "2023-10-02"))
                .then(ExtensionAgreed.class, AgreementExtended.class);
        assertThat(extended.stage()).isEqualTo(new Stage.InForce(day("2021-01-01"), day("2024-12-31")));
    }

    @Test
    @Clause("LUN-6")
    void aReviewThatIsNotHeldByItsDayIsTold() {
        Story missed = withThePaper(LUN)
                .when(workOffDueOn(LUN, day("2023-03-01")))
                .then()
                .when(workOffDueOn(LUN, day("2023-03-02")))
                .then(DeadlinePassed.class);
        assertThat(missed.history())
                .endsWith(new DeadlinePassed(AgreementId.of(LUN), Deadline.REVIEW, "continuation", day("2023-03-01")));
        missed.when(extension(LUN, "2024-12-31", "2023-10-01", "2023-10-02")).thenRejected("ReviewMustComeFirst");
        missed.when(review(LUN, "2023-03-10", Outcome.SAME_DIRECTION, "2023-03-10"))
                .then(ContinuationReviewed.class);
        missed.when(review(LUN, "2023-02-28", Outcome.NOT_CONTINUED, "2023-03-10"))
                .then(ContinuationReviewed.class, DeadlineKept.class)
                .when(extension(LUN, "2024-12-31", "2023-10-01", "2023-10-02"))
                .thenRejected("ReviewMustComeFirst");
    }

    @Test
    @Clause("LUN-6")
    void aReviewIsHeldInThePeriodWhereTheTermsAskForOneAndRecordedOnce() {
        Story active = withThePaper(LUN);
        active.when(review(LUN, "2023-02-21", Outcome.SAME_DIRECTION, "2023-02-20"))
                .thenRejected("DateMustNotBeInTheFuture");
        active.when(review(LUN, "2020-12-31", Outcome.SAME_DIRECTION, "2023-02-20"))
                .thenRejected("ReviewMustFallInThePeriod");
        active.when(review(LUN, "2024-01-01", Outcome.SAME_DIRECTION, "2024-01-01"))
                .thenRejected("ReviewMustFallInThePeriod");
        active.when(review(LUN, "2023-02-20", Outcome.SAME_DIRECTION, "2023-02-20"))
                .happens()
                .when(review(LUN, "2023-02-20", Outcome.NOT_CONTINUED, "2023-02-20"))
                .thenRejected("ReviewMustNotBeRecordedTwice");
        givenActive(LIN)
                .when(review(LIN, "2022-02-20", Outcome.SAME_DIRECTION, "2022-02-20"))
                .thenRejected("ReviewMustBeInTheTerms");
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void anExtensionForWhichNobodyCheckedTheFundsFollowsAndThatIsTold() {
        Story extended = givenActive(STO)
                .when(workOffDueOn(STO, day("2022-12-15")))
                .then(AgreementExtended.class, DeadlinePassed.class);
        assertThat(extended.history())
                .endsWith(new DeadlinePassed(
                        AgreementId.of(STO), Deadline.FUNDS_CHECK, "extension:2022-12-15", day("2022-12-14")));
        extended.when(funds(STO, "2022-12-15", true, "2022-12-01", "2023-01-10"))
                .then(FundsChecked.class, DeadlineKept.class);
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void anExtensionForWhichFundsExistFollows() {
        givenActive(STO)
                .when(funds(STO, "2022-12-15", true, "2022-09-20", "2022-09-20"))
                .then(FundsChecked.class)
                .when(workOffDueOn(STO, day("2022-12-15")))
                .then(AgreementExtended.class);
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void withoutFundsNoExtensionFollowsUnlessTheyAreFoundInTime() {
        Story without = givenActive(STO)
                .when(funds(STO, "2022-12-15", false, "2022-09-20", "2022-09-20"))
                .then(FundsChecked.class);
        assertThat(without.when(workOffDueOn(STO, day("2022-12-15")))
                        .then(AgreementExpired.class)
                        .stage())
                .isEqualTo(new Stage.Ended(day("2021-12-15"), day("2022-12-14"), Ending.EXPIRY));
        without.when(funds(STO, "2022-12-15", true, "2022-11-01", "2022-11-01"))
                .then(FundsChecked.class)
                .when(workOffDueOn(STO, day("2022-12-15")))
                .then(AgreementExtended.class);
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void aCheckThatComesToLightLateTakesTheExtensionBack() {
        givenActive(STO)
                .when(workOffDueOn(STO, day("2022-12-15")))
                .happens()
                .when(funds(STO, "2022-12-15", false, "2022-12-01", "2023-01-10"))
                .then(FundsChecked.class, DeadlineKept.class, ExtensionReversed.class, AgreementExpired.class);
    }

    /** Which of them holds would else be a matter of which was recorded last. */
    @Test
    @Clause({"STO-2", "STO-3"})
    void fundsAreDecidedOnOnceADayForEachExtension() {
        Story without = givenActive(STO)
                .when(funds(STO, "2022-12-15", false, "2022-09-20", "2022-09-20"))
                .happens();
        without.when(funds(STO, "2022-12-15", true, "2022-09-20", "2022-09-20"))
                .thenRejected("FundsMustNotBeCheckedTwice")
                .satisfies(refused -> {
                    assertThat(refused.field()).isEqualTo("/resolution/decidedOn");
                    assertThat(refused.detail()).endsWith("is recorded already: funds do not exist");
                    assertThat(refused.clauses()).containsExactly("STO-2");
                });
        givenActive(STO)
                .when(funds(STO, "2022-12-15", true, "2022-09-20", "2022-09-20"))
                .happens()
                .when(funds(STO, "2022-12-15", true, "2022-09-20", "2022-09-20"))
                .thenRejected("FundsMustNotBeCheckedTwice")
                .satisfies(refused -> assertThat(refused.detail()).endsWith("funds exist"));
        without.when(funds(STO, "2023-12-15", true, "2022-09-20", "2022-09-20")).then(FundsChecked.class);
        // Recorded in the other order too the later decision holds.
        Story found = givenActive(STO)
                .when(funds(STO, "2022-12-15", true, "2022-09-21", "2022-09-21"))
                .happens()
                .when(funds(STO, "2022-12-15", false, "2022-09-20", "2022-09-21"))
                .happens();
        assertThat(found.when(workOffDueOn(STO, day("2022-12-15"))).happens().stage())
                .isEqualTo(new Stage.InForce(day("2021-12-15"), day("2023-12-14")));
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void fundsAreCheckedForAnExtensionThatDependsOnThemAndBeforeIt() {
        Story active = givenActive(STO);
        active.when(funds(STO, "2022-12-16", true, "2022-09-20", "2022-09-20"))
                .thenRejected("ExtensionMustFollowByItsRule");
        active.when(funds(STO, "2024-12-15", true, "2022-09-20", "2022-09-20"))
                .thenRejected("ExtensionMustFollowByItsRule");
        active.when(funds(STO, "+999999999-12-31", true, "2022-09-20", "2022-09-20"))
                .thenRejected("DateMustBeReasonable");
        active.when(funds(STO, "2022-12-15", true, "2022-12-15", "2022-12-15"))
                .thenRejected("FundsMustBeCheckedBeforeTheExtension");
        active.when(funds(STO, "2022-12-15", true, "2022-09-21", "2022-09-20"))
                .thenRejected("DateMustNotBeInTheFuture");
        Terms unconditional = Paper.of("STO").without("/conditions/0").terms();
        givenActive(unconditional)
                .when(funds(unconditional, "2022-12-15", true, "2022-09-20", "2022-09-20"))
                .thenRejected("FundsMustBeACondition");
        givenActive(unconditional)
                .when(workOffDueOn(unconditional, day("2022-12-15")))
                .then(AgreementExtended.class);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    @Clause("LUN-6")
    void twoReviewsOnTwoDaysAreTwo() {
        withThePaper(LUN)
                .when(review(LUN, "2022-02-01", Outcome.NOT_CONTINUED, "2022-02-01"))
                .then(ContinuationReviewed.class)
                .when(review(LUN, "2022-02-02", Outcome.SAME_DIRECTION, "2022-02-02"))
                .then(ContinuationReviewed.class);
    }

    @Test
    @Clause({"LUN-2", "LUN-6"})
    void anExtensionThatThePartiesAgreedOnAwaitsNoCheckOfFunds() {
        withThePaper(LUN)
                .when(review(LUN, "2023-02-01", Outcome.SAME_DIRECTION, "2023-02-01"))
                .happens()
                .when(extension(LUN, "2024-12-31", "2023-02-02", "2023-02-02"))
                .happens()
                .when(workOffDueOn(LUN, day("2024-01-01")))
                .thenNothing();
    }

    @Test
    @Clause({"STO-2", "STO-3"})
    void aCheckOfFundsIsOfOneExtensionAndNamesTheClausesOfItsCondition() {
        Terms terms =
                Paper.of("STO").with("/conditions/0/clauses", "[\"STO-3\"]").terms();
        Story checked = givenActive(terms)
                .when(funds(terms, "2023-12-15", false, "2022-06-01", "2022-06-01"))
                .then(FundsChecked.class);
        assertThat(((FundsChecked) checked.history().getLast()).clauses()).containsExactly("STO-3");
        // That of the second extension has no funds says nothing of the first.
        Story extended = checked.when(workOffDueOn(terms, day("2022-12-15"))).happens();
        assertThat(extended.stage()).isEqualTo(new Stage.InForce(day("2021-12-15"), day("2023-12-14")));
        extended.when(workOffDueOn(terms, day("2023-12-15"))).then(AgreementExpired.class);
    }

    @Test
    @Clause({"UPP-11", "LUN-6"})
    void whatTheTermsSayOfTheLastDayIsSaid() {
        withThePaper(UPP)
                .when(extension(UPP, "2025-12-31", "2021-12-20", "2021-12-22"))
                .thenRejected("LastDayMustFollowFromTheTerms")
                .satisfies(refused ->
                        assertThat(refused.detail()).isEqualTo("by the terms the extension runs to 2024-12-31"));
        Terms limited =
                Paper.of("LUN").with("/extension/longestTo", "\"2024-06-30\"").terms();
        Story reviewed = withThePaper(limited)
                .when(review(limited, "2023-02-01", Outcome.SAME_DIRECTION, "2023-02-01"))
                .happens();
        reviewed.when(extension(limited, "2024-07-01", "2023-02-02", "2023-02-02"))
                .thenRejected("LastDayMustFollowFromTheTerms")
                .satisfies(refused -> assertThat(refused.detail())
                        .isEqualTo("by the terms the agreement runs to 2024-06-30 at the longest"));
        reviewed.when(extension(limited, "2024-06-30", "2023-02-02", "2023-02-02"))
                .then(ExtensionAgreed.class, AgreementExtended.class);
    }

    /** Signed by all, the last on a day. */
    private static AgreeExtension extension(Terms terms, @Nullable String lastDay, String boundOn, String today) {
        return extension(terms, "document-1", lastDay, boundOn, today);
    }

    private static AgreeExtension extension(
            Terms terms, String paper, @Nullable String lastDay, String boundOn, String today) {
        return new AgreeExtension(
                AgreementId.of(terms),
                paper,
                lastDay == null ? null : day(lastDay),
                terms.parties().stream()
                        .map(party -> new Signature(party.id(), day(boundOn), document()))
                        .toList(),
                Mandate.of(APPROVER, day(today)));
    }

    private static AgreeExtension signed(Terms terms, @Nullable String lastDay, List<Signature> signatures) {
        return new AgreeExtension(
                AgreementId.of(terms),
                "document-1",
                lastDay == null ? null : day(lastDay),
                signatures,
                Mandate.of(APPROVER, day("2021-12-22")));
    }

    private static AgreeExtension signed(String today, List<Signature> signatures) {
        return new AgreeExtension(
                AgreementId.of(UPP), "document-1", null, signatures, Mandate.of(APPROVER, day(today)));
    }

    private static Signature signature(String party, Evidence evidence) {
        return new Signature(party, day("2021-12-20"), evidence);
    }

    private static RecordReview review(Terms terms, String reviewedOn, Outcome outcome, String today) {
        return new RecordReview(
                AgreementId.of(terms), day(reviewedOn), outcome, "minutes", Mandate.of(REGISTRAR, day(today)));
    }

    private static CheckFunds funds(Terms terms, String from, boolean exist, String decidedOn, String today) {
        return new CheckFunds(
                AgreementId.of(terms),
                day(from),
                exist,
                new Resolution("kommunfullmäktige", day(decidedOn), null, null),
                Mandate.of(APPROVER, day(today)));
    }

    private static GiveNotice notice(Terms terms, String givenOn, String today) {
        return new GiveNotice(
                AgreementId.of(terms),
                "notice",
                "kommun",
                day(givenOn),
                Form.WRITTEN,
                null,
                null,
                List.of(),
                Mandate.of(REGISTRAR, day(today)));
    }
}
