package se.iopledger.finance.index;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.TermsFrom;
import se.iopledger.contracts.finance.IndexEvent;
import se.iopledger.contracts.finance.InputEvent.ForceLost;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.InputEvent.LifeTaken;
import se.iopledger.contracts.finance.InputEvent.TermsTaken;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.terms.Adjustment;
import se.iopledger.finance.domain.plan.Inputs;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;
import se.iopledger.shell.projection.RowsTogether;

/** Which agreement follows which index, and with which event of the index it was brought up to date. */
@Component
final class FollowedIndices implements Projection {
    @Override
    public String name() {
        return "followed-indices";
    }

    @Override
    public Set<Class<?>> about() {
        return Set.of(
                IndexEvent.class,
                IndexTaken.class,
                TermsTaken.class,
                LifeTaken.class,
                ForceLost.class,
                FundingScheduleWithdrawn.class);
    }

    @Override
    public List<String> tables() {
        return List.of("index_version", "index_of_terms", "followed_index");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient tables) {
        onAll(List.of(event), tables);
    }

    @Override
    public void onAll(List<RecordedEvent> events, JdbcClient tables) {
        RowsTogether upToDate = upToDate();
        for (RecordedEvent event : events) {
            if (event.payload() instanceof IndexTaken taken) {
                put(taken, event.municipality(), upToDate);
            } else {
                upToDate.write(tables);
                take(event, tables);
            }
        }
        upToDate.write(tables);
    }

    private static void take(RecordedEvent event, JdbcClient tables) {
        switch (event.payload()) {
            case IndexEvent told -> changed(told, event, tables);
            case TermsTaken taken -> remember(taken, tables);
            case LifeTaken taken -> follow(taken, event.municipality(), tables);
            case ForceLost lost -> followNothing(lost.agreementId(), tables);
            case FundingScheduleWithdrawn withdrawn -> followNothing(withdrawn.agreementId(), tables);
            default -> {
                // Nothing follows an index by it.
            }
        }
    }

    private static void changed(IndexEvent told, RecordedEvent event, JdbcClient tables) {
        tables.sql("""
                        INSERT INTO index_version VALUES (:municipality, :index, :sequence)
                        ON CONFLICT (municipality, price_index) DO UPDATE SET as_of = :sequence""")
                .param("municipality", event.municipality())
                .param("index", told.index().name())
                .param("sequence", event.streamSequence())
                .update();
    }

    private static void remember(TermsTaken taken, JdbcClient tables) {
        tables.sql("""
                        INSERT INTO index_of_terms VALUES (:agreement, :version, :index)
                        ON CONFLICT (agreement_id, terms_version) DO UPDATE SET price_index = :index""")
                .param("agreement", taken.agreementId())
                .param("version", taken.termsVersion())
                .param(
                        "index",
                        indexOf(taken.terms().funding().adjustment())
                                .map(PriceIndex::name)
                                .orElse(null),
                        Types.VARCHAR)
                .update();
    }

    private static Optional<PriceIndex> indexOf(@Nullable Adjustment adjustment) {
        return Optional.ofNullable(adjustment).flatMap(clause -> Inputs.indexOf(clause.basis()));
    }

    private static void follow(LifeTaken taken, String municipality, JdbcClient tables) {
        followNothing(taken.agreementId(), tables);
        tables.sql("""
                        INSERT INTO followed_index (agreement_id, price_index, municipality, follows, as_of)
                        SELECT DISTINCT :agreement, price_index, :municipality, true, -1 FROM index_of_terms
                        WHERE agreement_id = :agreement AND terms_version IN (:versions) AND price_index IS NOT NULL
                        ON CONFLICT (agreement_id, price_index) DO UPDATE SET follows = true""")
                .param("agreement", taken.agreementId())
                .param("municipality", municipality)
                .param(
                        "versions",
                        taken.terms().stream().map(TermsFrom::termsVersion).toList())
                .update();
    }

    /** How far it was brought up to date stays known: it may follow the index again. */
    private static void followNothing(String agreementId, JdbcClient tables) {
        tables.sql("UPDATE followed_index SET follows = false WHERE agreement_id = :agreement")
                .param("agreement", agreementId)
                .update();
    }

    private static RowsTogether upToDate() {
        return new RowsTogether(
                "INSERT INTO followed_index (agreement_id, price_index, municipality, follows, as_of)"
                        + " SELECT agreement_id, price_index, municipality, true, as_of FROM",
                List.of("agreement_id text", "price_index text", "municipality text", "as_of bigint"),
                "ON CONFLICT (agreement_id, price_index) DO UPDATE SET as_of = excluded.as_of");
    }

    private static void put(IndexTaken taken, String municipality, RowsTogether rows) {
        rows.put(
                List.of(taken.agreementId(), taken.index().name()),
                taken.agreementId(),
                taken.index().name(),
                municipality,
                taken.asOf());
    }
}
