package se.iopledger.agreement.domain.sign;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import se.iopledger.agreement.domain.ReasonableDates;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Rejection;

/** What holds for a signature, whatever it is given to. */
@CheckReturnValue
public final class SignatureRules {
    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    private SignatureRules() {}

    /** NOR-13: the signing service's time tells the day, in Swedish time. */
    public static Optional<Rejection> signatureMustBearTheDateOfItsEvidence(LocalDate signedOn, Evidence evidence) {
        return signatureMustBearTheDateOfItsEvidence("/signedOn", signedOn, evidence);
    }

    /** @param pointer JSON pointer to the day, where it is not the command's {@code signedOn} */
    public static Optional<Rejection> signatureMustBearTheDateOfItsEvidence(
            String pointer, LocalDate signedOn, Evidence evidence) {
        var signedAt = evidence.signedAt();
        if (signedAt == null || !ReasonableDates.include(signedAt.toLocalDate())) {
            return Optional.empty();
        }
        LocalDate evidenced = signedAt.atZoneSameInstant(STOCKHOLM).toLocalDate();
        return Refusals.when(
                !evidenced.equals(signedOn),
                () -> Rejection.at(
                        pointer,
                        "SignatureMustBearTheDateOfItsEvidence",
                        "the signature is dated " + signedOn + ", its electronic evidence " + evidenced));
    }
}
