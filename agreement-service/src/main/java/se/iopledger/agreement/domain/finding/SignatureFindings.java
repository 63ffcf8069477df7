package se.iopledger.agreement.domain.finding;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.DocumentEvent.EvidencedSignature;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.SignatureLine;
import se.iopledger.contracts.terms.Terms;

/** What the documents show of signatures. */
final class SignatureFindings {
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    private static final Ideal DATED = new Ideal("SignatureLineMustBeDated", Affects.EVIDENCE);
    private static final Ideal BY_A_PARTY = new Ideal("SignatureMustBelongToAParty", Affects.EVIDENCE);
    private static final Ideal ONE_DATE = new Ideal("SignatureDatesMustAgree", Affects.EVIDENCE);
    private static final Ideal ONE_BODY = new Ideal("SignatureMustBeForTheRepresentingBody", Affects.EVIDENCE);

    private SignatureFindings() {}

    static List<Finding> of(Terms terms) {
        return terms.signatureLines().stream()
                .flatMap(line -> Stream.of(
                                signatureLineMustBeDated(line),
                                signatureMustBelongToAParty(line),
                                signatureDatesMustAgree(line),
                                signatureMustBeForTheRepresentingBody(terms, line))
                        .flatMap(found -> found))
                .toList();
    }

    private static Stream<Finding> signatureLineMustBeDated(SignatureLine line) {
        if (line.dated() != null || line.electronicallySignedAt() != null) {
            return Stream.empty();
        }
        String asWritten = line.asWritten() == null ? "is blank" : "reads \"" + line.asWritten() + "\"";
        return Stream.of(DATED.brokenBy(
                line.organisation(),
                line.clauses(),
                "The signature line of " + line.organisation() + " " + asWritten
                        + ": no complete date, no evidence of a signature."));
    }

    private static Stream<Finding> signatureMustBelongToAParty(SignatureLine line) {
        return line.party() == null
                ? Stream.of(BY_A_PARTY.brokenBy(
                        line.organisation(),
                        line.clauses(),
                        "A signature belongs to " + line.organisation() + ", which is no party to the agreement."))
                : Stream.empty();
    }

    static Finding ofEvidence(String evidenceId, EvidencedSignature signature, List<String> clauses) {
        return BY_A_PARTY.brokenBy(
                evidenceId + " " + signature.organisation(),
                clauses,
                "A signature in the evidence, of " + signature.signedAt() + ", belongs to " + signature.organisation()
                        + ", which is no party to the agreement.");
    }

    private static Stream<Finding> signatureDatesMustAgree(SignatureLine line) {
        LocalDate written = line.dated();
        LocalDate evidenced = evidencedOn(line);
        if (written == null || evidenced == null) {
            return Stream.empty();
        }
        return written.equals(evidenced)
                ? Stream.empty()
                : Stream.of(ONE_DATE.brokenBy(
                        line.organisation(),
                        line.clauses(),
                        "The date line of " + line.organisation() + " says " + written + ", its electronic signature "
                                + evidenced + "."));
    }

    /** The day of the electronic signature; null where the line has none. */
    static @Nullable LocalDate evidencedOn(SignatureLine line) {
        OffsetDateTime signedAt = line.electronicallySignedAt();
        return signedAt == null ? null : signedAt.atZoneSameInstant(STOCKHOLM).toLocalDate();
    }

    private static Stream<Finding> signatureMustBeForTheRepresentingBody(Terms terms, SignatureLine line) {
        String signsFor = line.onBehalfOf();
        String partyId = line.party();
        if (signsFor == null || partyId == null) {
            return Stream.empty();
        }
        String representedBy = terms.party(partyId).representedBy();
        return representedBy == null || representedBy.equals(signsFor)
                ? Stream.empty()
                : Stream.of(ONE_BODY.brokenBy(
                        line.organisation(),
                        line.clauses(),
                        "The agreement is made by " + representedBy + ", but signed for " + signsFor + "."));
    }
}
