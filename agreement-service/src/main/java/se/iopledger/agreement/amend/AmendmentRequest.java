package se.iopledger.agreement.amend;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AmendmentEvent.Way;
import tools.jackson.databind.JsonNode;

/**
 * Other terms.
 *
 * @param by id of the party that proposes them
 * @param proposedOn day of the proposal, not after the business date
 * @param way by which of the agreement's ways the terms are changed
 * @param from first day on which they are to hold; may have passed
 * @param background why, in words; kept with the agreement
 * @param keepsPurpose whether goal, purpose and values stay
 * @param madeOn number of the version of the terms that is changed
 * @param terms the whole terms as changed, as for a registration
 * @param annex label of the document in them that brings the change
 * @param renegotiation id of the renegotiation that it comes of
 * @param supersedes id of the open amendment in whose place it comes
 * @param reason why it is recorded, where that needs saying
 */
record AmendmentRequest(
        String by,
        LocalDate proposedOn,
        Way way,
        LocalDate from,
        String background,
        Boolean keepsPurpose,
        Integer madeOn,

        @Schema(type = "object", description = "The whole terms, by the published schema terms.v1.json.")
        JsonNode terms,

        @Nullable String annex,
        @Nullable String renegotiation,
        @Nullable String supersedes,
        @Nullable String reason) {}
