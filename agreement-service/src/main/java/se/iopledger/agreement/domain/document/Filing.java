package se.iopledger.agreement.domain.document;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.DocumentCommand;
import se.iopledger.agreement.domain.DocumentCommand.EvidenceSignatures;
import se.iopledger.agreement.domain.DocumentCommand.FileDocument;
import se.iopledger.agreement.domain.DocumentCommand.WithdrawDocument;
import se.iopledger.agreement.domain.DocumentRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.ReasonableDates;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.document.Documents.Filed;
import se.iopledger.agreement.domain.document.Documents.SignatureEvidence;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.DocumentEvent;
import se.iopledger.contracts.agreement.DocumentEvent.DocumentFiled;
import se.iopledger.contracts.agreement.DocumentEvent.DocumentWithdrawn;
import se.iopledger.contracts.agreement.DocumentEvent.EvidencedSignature;
import se.iopledger.contracts.agreement.DocumentEvent.Kind;
import se.iopledger.contracts.agreement.DocumentEvent.SignaturesEvidenced;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;

/** Documents are filed, replaced and withdrawn, and the evidence of electronic signatures is read (NOR-13). */
@CheckReturnValue
public final class Filing {
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    private Filing() {}

    /** Decides what is recorded; a draft has documents too. */
    public static Decision<AgreementEvent> decide(Known known, DocumentCommand command) {
        return DateRules.unlessVoided(known, () -> switch (command) {
            case FileDocument file ->
                file.replaces() == null
                        ? file(known, file)
                        : on(known, file.replaces(), "/replaces", replaced -> replace(known, replaced, file));
            case WithdrawDocument withdraw ->
                on(known, withdraw.documentId(), null, filed -> withdraw(known, filed, withdraw));
            case EvidenceSignatures evidence ->
                on(known, evidence.documentId(), "/documentId", filed -> evidence(known, filed, evidence));
        });
    }

    private static Decision<AgreementEvent> on(
            Known known, String id, @Nullable String field, Function<Filed, Decision<AgreementEvent>> decision) {
        return Numbered.find(known.documents().filed(), id)
                .map(decision)
                .orElseGet(() -> Decision.rejected(new Rejection(
                        Rejection.Kind.UNKNOWN,
                        "DocumentMustBeKnown",
                        "no document with this id is recorded",
                        field,
                        List.of())));
    }

    private static Decision<AgreementEvent> replace(Known known, Filed replaced, FileDocument command) {
        return Refusals.first(List.of(
                        documentMustStand(replaced),
                        Refusals.when(
                                replaced.kind() != command.kind(),
                                () -> Rejection.at(
                                        "/kind",
                                        "ReplacementMustBeOfTheSameKind",
                                        "the document that it replaces is of the kind " + replaced.kind())),
                        DateRules.stepMustNotPrecedeTheLast("/filedOn", command.filedOn(), replaced.filedOn()),
                        Refusals.reasonMustBeStated(
                                command.mandate(), "ReplacementMustStateItsReason", "say why it is replaced")))
                .map(Decision::<AgreementEvent>rejected)
                .orElseGet(() -> file(known, command));
    }

    private static Decision<AgreementEvent> file(Known known, FileDocument command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        DocumentRules.referenceMustHold("/document", command.document(), command.mandate()),
                        DateRules.dateMustNotBeInTheFuture("/filedOn", command.filedOn(), command.mandate()),
                        documentMustNotBeFiledTwice(known, command)),
                () -> List.of(new DocumentFiled(
                        known.agreementId(),
                        known.facts().nextId("document", DocumentFiled.class),
                        command.kind(),
                        command.label(),
                        command.document(),
                        command.filedOn(),
                        command.replaces(),
                        command.mandate().actor())));
    }

    /** By its digest: whatever it is called, the same bytes are the same document. */
    private static Optional<Rejection> documentMustNotBeFiledTwice(Known known, FileDocument command) {
        return known.documents().filed().stream()
                .filter(Filed::stands)
                .filter(filed ->
                        filed.document().sha256().equals(command.document().sha256()))
                .findFirst()
                .map(filed -> Rejection.conflict(
                        "DocumentMustNotBeFiledTwice", "this document is recorded already, as " + filed.id()));
    }

    private static Optional<Rejection> documentMustStand(Filed filed) {
        return Refusals.when(
                !filed.stands(),
                () -> Rejection.conflict("DocumentMustStand", "the document was replaced or withdrawn already"));
    }

    /** What the parties signed stays filed as long as the extension stands that rests on it, and two persons correct that. */
    private static Optional<Rejection> documentMustNotCarryAnExtension(Known known, Filed filed) {
        return known.continuation().agreed().stream()
                .filter(agreed -> Stream.ofNullable(agreed.documentId())
                        .flatMap(paper -> known.documents().inThePlaceOf(paper).stream())
                        .anyMatch(filed::equals))
                .findFirst()
                .map(agreed -> Rejection.conflict(
                                "DocumentMustNotCarryAnExtension",
                                agreed.id() + " rests on it: if it is the wrong paper, that is corrected first")
                        .by(Refusals.clausesOf(agreed.clauses())));
    }

    private static Decision<AgreementEvent> withdraw(Known known, Filed filed, WithdrawDocument command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        documentMustStand(filed),
                        documentMustNotCarryAnExtension(known, filed),
                        DateRules.stepMustBeInItsTime(
                                "/withdrawnOn", command.withdrawnOn(), filed.filedOn(), command.mandate()),
                        Refusals.reasonMustBeStated(
                                command.mandate(), "WithdrawalMustStateItsReason", "say why it is withdrawn")),
                () -> List.of(new DocumentWithdrawn(known.agreementId(), filed.id(), command.withdrawnOn())));
    }

    private static Decision<AgreementEvent> evidence(Known known, Filed filed, EvidenceSignatures command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        documentMustStand(filed),
                        Refusals.when(
                                filed.kind() != Kind.SIGNATURE_EVIDENCE,
                                () -> Rejection.at(
                                        "/documentId",
                                        "SignaturesMustBeEvidencedByTheirEvidence",
                                        "the document is of the kind " + filed.kind())),
                        signaturesMustBeThere(command),
                        transactionMustNotBeEvidencedTwice(known, command),
                        everySignatureMustHold(known, command)),
                () -> {
                    String id = known.facts().nextId("evidence-of-signatures", SignaturesEvidenced.class);
                    List<AgreementEvent> facts = new ArrayList<>();
                    facts.add(new SignaturesEvidenced(
                            known.agreementId(),
                            id,
                            filed.id(),
                            command.transactionId(),
                            command.startedAt(),
                            command.signatures()));
                    facts.addAll(Findings.raised(
                            known.agreementId(),
                            command.signatures().stream()
                                    .filter(signature -> signature.party() == null)
                                    .map(signature -> Findings.ofSignatureByNoParty(id, signature, clauses(known)))
                                    .distinct()
                                    .toList()));
                    return facts;
                });
    }

    private static Optional<Rejection> signaturesMustBeThere(EvidenceSignatures command) {
        return Refusals.when(
                command.signatures().isEmpty(),
                () -> Rejection.at("/signatures", "SignaturesMustBeThere", "evidence tells of at least one signature"));
    }

    private static Optional<Rejection> transactionMustNotBeEvidencedTwice(Known known, EvidenceSignatures command) {
        return Refusals.when(
                known.documents().signatures().stream()
                        .anyMatch(evidence -> evidence.transactionId().equals(command.transactionId())),
                () -> Rejection.conflict(
                        "TransactionMustNotBeEvidencedTwice", "this transaction's signatures are recorded already"));
    }

    private static Optional<Rejection> everySignatureMustHold(Known known, EvidenceSignatures command) {
        return IntStream.range(0, command.signatures().size())
                .mapToObj(index ->
                        signatureMustHold(known, command, command.signatures().get(index), "/signatures/" + index))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Rejection> signatureMustHold(
            Known known, EvidenceSignatures command, EvidencedSignature signature, String pointer) {
        // A date that nobody meant was told already; at the ends of the calendar no zone could be applied.
        if (!ReasonableDates.include(signature.signedAt().toLocalDate())
                || !ReasonableDates.include(command.startedAt().toLocalDate())) {
            return Optional.empty();
        }
        LocalDate signedOn = day(signature);
        return Refusals.first(List.of(
                DateRules.dateMustNotBeInTheFuture(pointer + "/signedAt", signedOn, command.mandate()),
                Refusals.when(
                        signature.signedAt().isBefore(command.startedAt()),
                        () -> Rejection.at(
                                pointer + "/signedAt",
                                "SignatureMustNotPrecedeItsTransaction",
                                "it was given at " + signature.signedAt() + ", and the signing began at "
                                        + command.startedAt())),
                signature.party() == null
                        ? Optional.empty()
                        : PartyRules.partyMustBeInTheTerms(pointer + "/party", known, signature.party(), signedOn)));
    }

    private static LocalDate day(EvidencedSignature signature) {
        return signature.signedAt().atZoneSameInstant(STOCKHOLM).toLocalDate();
    }

    private static List<String> clauses(Known known) {
        return known.terms().signatureLines().stream()
                .flatMap(line -> line.clauses().stream())
                .distinct()
                .toList();
    }

    /** From which day an event holds; evidence from the day of its last signature. */
    public static LocalDate effectiveOn(DocumentEvent event) {
        return switch (event) {
            case DocumentFiled filed -> filed.filedOn();
            case DocumentWithdrawn withdrawn -> withdrawn.withdrawnOn();
            case SignaturesEvidenced evidenced ->
                evidenced.signatures().stream()
                        .map(Filing::day)
                        .max(LocalDate::compareTo)
                        .orElseThrow();
        };
    }

    /** The agreement with what was recorded. */
    public static Known evolve(Known known, DocumentEvent event) {
        Documents documents = known.documents();
        return known.with(
                switch (event) {
                    case DocumentFiled filed -> documents.withFiled(filed(known, filed));
                    case DocumentWithdrawn withdrawn ->
                        documents.withFiled(Numbered.step(
                                        documents.filed(),
                                        withdrawn.documentId(),
                                        Filed::stands,
                                        one -> one.withdrawn(withdrawn.withdrawnOn()))
                                .orElseThrow(() -> Impossible.event(event, known)));
                    case SignaturesEvidenced evidenced -> {
                        if (Numbered.find(documents.filed(), evidenced.documentId())
                                .isEmpty()) {
                            throw Impossible.event(event, known);
                        }
                        yield documents.withSignatures(Numbered.and(
                                documents.signatures(),
                                new SignatureEvidence(
                                        evidenced.evidenceId(),
                                        evidenced.documentId(),
                                        evidenced.transactionId(),
                                        evidenced.startedAt(),
                                        evidenced.signatures())));
                    }
                });
    }

    private static List<Filed> filed(Known known, DocumentFiled event) {
        String replaced = event.replaces();
        List<Filed> before = replaced == null
                ? known.documents().filed()
                : Numbered.step(
                                known.documents().filed(),
                                replaced,
                                Filed::stands,
                                one -> one.replaced(event.documentId()))
                        .orElseThrow(() -> Impossible.event(event, known));
        return Numbered.and(
                before,
                new Filed(
                        event.documentId(),
                        event.documentKind(),
                        event.label(),
                        event.document(),
                        event.filedOn(),
                        null,
                        null,
                        event.filedBy()));
    }
}
