package se.iopledger.finance.claim;

import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.CorrectionEvent.CorrectionApproved;
import se.iopledger.contracts.agreement.ExitEvent.ActorExcluded;
import se.iopledger.contracts.agreement.ExitEvent.AgreementRescinded;
import se.iopledger.contracts.agreement.ExitEvent.NoticeGiven;
import se.iopledger.contracts.agreement.ExitEvent.NoticeWithdrawn;
import se.iopledger.contracts.agreement.FactEvent;
import se.iopledger.contracts.agreement.PossibleRepayment;
import se.iopledger.finance.domain.ClaimCommand.WayOutUsed;
import tools.jackson.databind.json.JsonMapper;

/** Which ways out of agreements were used, and what agreement-service says may be claimed back because of it. */
@Component
public class WaysOutUsed {
    private final JsonMapper json = ContractsJson.mapper();
    private final JdbcClient tables;

    WaysOutUsed(JdbcClient tables) {
        this.tables = tables;
    }

    /** A way out that was used, and what may be claimed back because of it. */
    record Used(String id, @Nullable String exit, List<PossibleRepayment> repayments) {
        Used {
            repayments = List.copyOf(repayments);
        }

        WayOutUsed inModel() {
            return new WayOutUsed(
                    id, exit, repayments.stream().map(PossibleRepayment::cause).toList());
        }
    }

    List<Used> of(String agreementId) {
        return tables.sql("SELECT used_id, exit_id, repayments FROM way_out_used"
                        + " WHERE agreement_id = :agreement AND withdrawn_fact IS NULL ORDER BY used_id")
                .param("agreement", agreementId)
                .query((row, number) -> new Used(
                        row.getString(1),
                        row.getString(2),
                        Arrays.asList(json.readValue(row.getString(3), PossibleRepayment[].class))))
                .list();
    }

    /**
     * Takes a fact in, where it is a way out that was used or taken back, or a correction of one.
     *
     * @param fact its place in the agreement's own stream
     */
    public void hears(FactEvent told, long fact, JdbcClient transaction) {
        if (told instanceof NoticeGiven notice) {
            put(notice.agreementId(), notice.noticeId(), notice.exit(), notice.repayments(), fact, transaction);
        } else if (told instanceof AgreementRescinded rescinded) {
            put(
                    rescinded.agreementId(),
                    rescinded.departureId(),
                    rescinded.exit(),
                    rescinded.repayments(),
                    fact,
                    transaction);
        } else if (told instanceof ActorExcluded excluded) {
            put(
                    excluded.agreementId(),
                    excluded.departureId(),
                    excluded.exit(),
                    excluded.repayments(),
                    fact,
                    transaction);
        } else if (told instanceof NoticeWithdrawn withdrawn) {
            transaction
                    .sql("UPDATE way_out_used SET withdrawn_fact = :fact"
                            + " WHERE agreement_id = :agreement AND used_id = :used")
                    .param("fact", fact)
                    .param("agreement", withdrawn.agreementId())
                    .param("used", withdrawn.noticeId())
                    .update();
        } else if (told instanceof CorrectionApproved voided) {
            voidFact(voided.agreementId(), voided.fact(), transaction);
        }
    }

    /** What a voided fact had used was not used; what it had taken back stands. */
    private static void voidFact(String agreementId, long fact, JdbcClient transaction) {
        transaction
                .sql("DELETE FROM way_out_used WHERE agreement_id = :agreement AND fact = :fact")
                .param("agreement", agreementId)
                .param("fact", fact)
                .update();
        transaction
                .sql("UPDATE way_out_used SET withdrawn_fact = NULL"
                        + " WHERE agreement_id = :agreement AND withdrawn_fact = :fact")
                .param("agreement", agreementId)
                .param("fact", fact)
                .update();
    }

    private void put(
            String agreementId,
            String id,
            @Nullable String exit,
            List<PossibleRepayment> repayments,
            long fact,
            JdbcClient transaction) {
        transaction
                .sql("""
                        INSERT INTO way_out_used (agreement_id, used_id, exit_id, repayments, fact)
                        VALUES (:agreement, :used, :exit, :repayments::jsonb, :fact)
                        ON CONFLICT (agreement_id, used_id) DO UPDATE
                        SET exit_id = :exit, repayments = :repayments::jsonb, fact = :fact, withdrawn_fact = NULL""")
                .param("agreement", agreementId)
                .param("used", id)
                .param("exit", exit, Types.VARCHAR)
                .param("repayments", json.writeValueAsString(repayments))
                .param("fact", fact)
                .update();
    }
}
