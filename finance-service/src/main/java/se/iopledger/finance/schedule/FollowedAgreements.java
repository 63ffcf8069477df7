package se.iopledger.finance.schedule;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.eventlog.inbox.DeadLetters;

/** How far this service has followed each agreement. */
@Component
public final class FollowedAgreements {
    private final JdbcClient tables;
    private final DeadLetters deadLetters;

    FollowedAgreements(JdbcClient tables, DeadLetters deadLetters) {
        this.tables = tables;
        this.deadLetters = deadLetters;
    }

    /**
     * How far one agreement is followed.
     *
     * @param version the agreement's last version that has had its effect here; -1 where that is not known
     * @param refusal why an event of it had no effect here; null where all is well
     * @param parked how many of its events wait for a person, and hold up those behind them
     */
    public record Followed(long version, @Nullable String refusal, long parked) {}

    /** Empty where nothing was heard of it. */
    public Optional<Followed> of(String agreementId) throws SQLException {
        long parked = deadLetters.parkedOf(agreementId);
        return tables.sql("SELECT coalesce(stream_version, -1), rule, detail"
                        + " FROM heard_agreement LEFT JOIN agreement_refusal USING (agreement_id)"
                        + " WHERE agreement_id = :agreement")
                .param("agreement", agreementId)
                .query((row, number) -> new Followed(
                        row.getLong(1),
                        row.getString(2) == null ? null : row.getString(2) + ": " + row.getString(3),
                        parked))
                .optional();
    }
}
