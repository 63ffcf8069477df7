package se.iopledger.agreement.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.propose;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementDecider;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.DocumentCommand.EvidenceSignatures;
import se.iopledger.agreement.domain.DocumentCommand.FileDocument;
import se.iopledger.agreement.domain.DocumentCommand.WithdrawDocument;
import se.iopledger.agreement.domain.EffectiveDates;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.DocumentEvent.DocumentFiled;
import se.iopledger.contracts.agreement.DocumentEvent.DocumentWithdrawn;
import se.iopledger.contracts.agreement.DocumentEvent.EvidencedSignature;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.DocumentEvent.SignaturesEvidenced;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** References to documents, and what the evidence of electronic signatures says. */
final class DocumentTest {
    private static final String TRANSACTION = "09222115557449114982";
    private static final String STARTED = "2021-06-23T09:34:32+02:00";

    @Test
    @Clause({"UPP-1", "STO-1"})
    void anAgreementKeepsReferencesToItsPapers() {
        Story filed = given(register(UPP))
                .when(file(UPP, Kind.MEMO, "a", null, null))
                .then(DocumentFiled.class)
                .when(file(UPP, Kind.AGREEMENT, "b", null, null))
                .then(DocumentFiled.class);
        assertThat(filed.known().documents().filed())
                .extracting(Documents.Filed::id)
                .containsExactly("document-1", "document-2");
        filed.when(file(UPP, Kind.OTHER, "a", null, null)).thenRejected("DocumentMustNotBeFiledTwice");
        given(register(UPP))
                .voided()
                .when(file(UPP, Kind.MEMO, "a", null, null))
                .thenRejected("AgreementMustNotBeVoided");
    }

    @Test
    @Clause("STO-5")
    void aDocumentIsReplacedAndWithdrawnWithAReason() {
        Story filed =
                givenActive(STO).when(file(STO, Kind.ANNEX, "a", null, null)).happens();
        filed.when(file(STO, Kind.ANNEX, "b", "document-1", null)).thenRejected("ReplacementMustStateItsReason");
        filed.when(file(STO, Kind.MINUTES, "b", "document-1", "scanned anew"))
                .thenRejected("ReplacementMustBeOfTheSameKind");
        filed.when(file(STO, Kind.ANNEX, "b", "document-9", "scanned anew"))
                .thenRejected("DocumentMustBeKnown")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/replaces"));
        Story replaced = filed.when(file(STO, Kind.ANNEX, "b", "document-1", "scanned anew"))
                .then(DocumentFiled.class);
        assertThat(replaced.known().documents().filed().getFirst().replacedBy()).isEqualTo("document-2");
        replaced.when(file(STO, Kind.ANNEX, "c", "document-1", "again")).thenRejected("DocumentMustStand");
        // What no longer stands may come again.
        replaced.when(file(STO, Kind.ANNEX, "a", "document-2", "the first was right"))
                .then(DocumentFiled.class);
        replaced.when(withdraw("document-2", "2022-01-10", null)).thenRejected("WithdrawalMustStateItsReason");
        replaced.when(withdraw("document-2", "2021-12-01", "not ours")).thenRejected("StepMustNotPrecedeTheLast");
        replaced.when(withdraw("document-9", "2022-01-10", "not ours")).thenRejected("DocumentMustBeKnown");
        replaced.when(withdraw("document-2", "2022-01-10", "not ours"))
                .then(DocumentWithdrawn.class)
                .when(withdraw("document-2", "2022-01-10", "not ours"))
                .thenRejected("DocumentMustStand");
        // Voiding the replacement lets the first one stand again.
        assertThat(replaced.whenVoided(DocumentFiled.class)
                        .happens()
                        .known()
                        .documents()
                        .filed())
                .singleElement()
                .satisfies(first -> assertThat(first.stands()).isTrue());
    }

    @Test
    @Clause("NOR-13")
    void norrtaljesEvidenceTellsOfThreeSignaturesOneOfThemByNoParty() {
        Story evidenced = evidenceFiled()
                .when(evidence(
                        TRANSACTION,
                        signed("Stadsmissionens Skolstiftelse", null, "2021-06-23T09:34:37+02:00"),
                        signed("Stockholms Stadsmission", "stadsmission", "2021-06-23T18:01:22+02:00"),
                        signed("Norrtälje kommun", "kommun", "2021-06-24T10:19:19+02:00")))
                .then(SignaturesEvidenced.class, FindingsRaised.class);
        Finding finding = evidenced.known().findings().getLast();
        assertThat(finding.rule()).isEqualTo("SignatureMustBelongToAParty");
        assertThat(finding.clauses()).containsExactly("NOR-13");
        assertThat(finding.text()).contains("Stadsmissionens Skolstiftelse");
        assertThat(evidenced.known().findings()).extracting(Finding::id).doesNotHaveDuplicates();
        SignaturesEvidenced told = (SignaturesEvidenced)
                evidenced.history().get(evidenced.history().size() - 2);
        assertThat(told.startedAt()).isEqualTo(OffsetDateTime.parse(STARTED));
        assertThat(EffectiveDates.of(told, evidenced.agreement(), on("2021-12-20", null)))
                .isEqualTo(LocalDate.of(2021, 6, 24));
        evidenced
                .when(evidence(TRANSACTION, signed("Norrtälje kommun", "kommun", "2021-06-24T10:19:19+02:00")))
                .thenRejected("TransactionMustNotBeEvidencedTwice");
        evidenced
                .when(evidence("a-later-one", signed("Norrtälje kommun", "kommun", "2021-06-24T10:19:19+02:00")))
                .then(SignaturesEvidenced.class);
        // What a later fact rests on is not voided before it.
        evidenced
                .when(propose(NOR, evidenced.fact(DocumentFiled.class), "the wrong file"))
                .thenRejected("FactMustNotBeNeededByAnother");
    }

    @Test
    @Clause("NOR-13")
    void evidenceNamesNobodyAndIsWhole() {
        Story filed = evidenceFiled();
        String number = SimulatedIdentityNumbers.of(LocalDate.of(1950, 1, 1), 238, "-");
        filed.when(evidence(TRANSACTION, signed("Norrtälje kommun, " + number, "kommun", "2021-06-24T10:19:19+02:00")))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/signatures/0/organisation"));
        filed.when(evidence(number, signed("Norrtälje kommun", "kommun", "2021-06-24T10:19:19+02:00")))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven");
        filed.when(evidence(TRANSACTION)).thenRejected("SignaturesMustBeThere");
        filed.when(evidence(TRANSACTION, signed("Norrtälje kommun", "kommun", "2021-06-23T09:34:31+02:00")))
                .thenRejected("SignatureMustNotPrecedeItsTransaction")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("/signatures/0/signedAt"));
        // The same moment in another zone comes after.
        filed.when(evidence(TRANSACTION, signed("Norrtälje kommun", "kommun", "2021-06-23T07:34:33Z")))
                .then(SignaturesEvidenced.class);
        filed.when(evidence(TRANSACTION, signed("Norrtälje kommun", "kommun", "2021-12-20T23:30:00Z")))
                .thenRejected("DateMustNotBeInTheFuture");
        filed.when(evidence(TRANSACTION, signed("Norrtälje kommun", "kommun", "0021-06-24T10:19:19+02:00")))
                .thenRejected("DateMustBeReasonable");
        filed.when(evidence(TRANSACTION, signed("Norrtälje kommun", "nobody", "2021-06-24T10:19:19+02:00")))
                .thenRejected("PartyMustBeInTheTerms");
        given(register(NOR))
                .when(file(NOR, Kind.AGREEMENT, "a", null, null))
                .happens()
                .when(evidence(TRANSACTION, signed("Norrtälje kommun", "kommun", "2021-06-24T10:19:19+02:00")))
                .thenRejected("SignaturesMustBeEvidencedByTheirEvidence");
    }

    @Test
    void aHistoryThatCannotBeIsNotFollowed() {
        String id = AgreementId.of(STO);
        LocalDate day = LocalDate.of(2022, 1, 10);
        Story active = givenActive(STO);
        for (var event : List.of(
                new DocumentWithdrawn(id, "document-1", day),
                new DocumentFiled(id, "document-2", Kind.ANNEX, null, reference("a"), day, "document-1", REGISTRAR),
                new SignaturesEvidenced(
                        id,
                        "evidence-of-signatures-1",
                        "document-1",
                        TRANSACTION,
                        OffsetDateTime.parse(STARTED),
                        List.of()))) {
            assertThatThrownBy(() -> AgreementDecider.evolve(active.agreement(), event))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static Story evidenceFiled() {
        return given(register(NOR))
                .when(file(NOR, Kind.SIGNATURE_EVIDENCE, "a", null, null))
                .then(DocumentFiled.class);
    }

    private static FileDocument file(
            Terms terms, Kind kind, String digit, @Nullable String replaces, @Nullable String reason) {
        return new FileDocument(
                AgreementId.of(terms),
                kind,
                null,
                reference(digit),
                LocalDate.of(2021, 12, 20),
                replaces,
                on("2022-01-10", reason));
    }

    private static DocumentReference reference(String digit) {
        return new DocumentReference(
                "A paper", "SCN-2018-0415", LocalDate.of(2018, 8, 22), digit.repeat(64), "application/pdf");
    }

    private static WithdrawDocument withdraw(String document, String day, @Nullable String reason) {
        return new WithdrawDocument(AgreementId.of(STO), document, LocalDate.parse(day), on("2022-01-10", reason));
    }

    private static EvidenceSignatures evidence(String transaction, EvidencedSignature... signatures) {
        return new EvidenceSignatures(
                AgreementId.of(NOR),
                "document-1",
                transaction,
                OffsetDateTime.parse(STARTED),
                List.of(signatures),
                on("2021-12-20", null));
    }

    private static EvidencedSignature signed(String organisation, @Nullable String party, String at) {
        return new EvidencedSignature(organisation, party, OffsetDateTime.parse(at));
    }

    private static Mandate on(String today, @Nullable String reason) {
        return new Mandate(REGISTRAR, LocalDate.parse(today), LocalDate.parse(today), reason);
    }
}
