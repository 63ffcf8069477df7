package se.iopledger.agreement.domain.amend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.AmendmentCommand.DecideAmendment;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.contracts.agreement.AmendmentEvent.How;
import se.iopledger.contracts.agreement.AmendmentEvent.Position;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import se.iopledger.contracts.agreement.Finding;

/**
 * Who says that goal, purpose and values stay when commitments change without renegotiation (UPP-17, STO-5). A proposal
 * says so itself. Where every party wants it, they all do, and a second person records that; where one party decides
 * alone (UPP-12) it is told.
 */
@CheckReturnValue
final class PurposeFindings {
    private PurposeFindings() {}

    static List<Finding> of(Amendment amendment, DecideAmendment command, GroupDecision reached) {
        boolean byOneParty = amendment.proposal().way() == Way.COMMITMENTS_ONLY
                && reached.adopted()
                && reached.how() == How.TIE_BREAK;
        return byOneParty
                ? List.of(Findings.ofPurposeByOneParty(
                        amendment.id(),
                        String.join(
                                ", ",
                                command.positions().stream()
                                        .filter(Position::isFor)
                                        .map(Position::party)
                                        .toList()),
                        Stream.concat(amendment.proposal().clauses().stream(), reached.clauses().stream())
                                .distinct()
                                .toList()))
                : List.of();
    }
}
