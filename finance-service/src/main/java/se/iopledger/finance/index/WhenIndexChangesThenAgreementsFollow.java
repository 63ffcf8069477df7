package se.iopledger.finance.index;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.FundingCommand.TakeIndex;
import se.iopledger.finance.domain.index.IndexId;
import se.iopledger.finance.domain.index.IndexSeries;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.due.DueSource;

/**
 * Wakes every agreement in force that follows an index and has not taken it in as it stands: after a value was recorded,
 * and after the agreement came to follow the index. It goes by what is missing and not by what happened, so that nothing
 * is lost by a crash, or by the order in which the two are heard.
 */
@Component
final class WhenIndexChangesThenAgreementsFollow implements DueSource {
    private final JdbcClient tables;
    private final AggregateRuntime aggregates;

    WhenIndexChangesThenAgreementsFollow(JdbcClient tables, AggregateRuntime aggregates) {
        this.tables = tables;
        this.aggregates = aggregates;
    }

    private record Behind(String agreementId, String municipality, PriceIndex index) {}

    @Override
    public List<WakeUp> dueBy(LocalDate today, String after, int limit) {
        List<Behind> behind = tables.sql("""
                        SELECT f.agreement_id, f.municipality, f.price_index
                        FROM followed_index f JOIN index_version v USING (municipality, price_index)
                        WHERE f.follows AND f.as_of < v.as_of AND f.agreement_id > :after
                        ORDER BY f.agreement_id, f.price_index LIMIT :limit""")
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new Behind(
                        row.getString("agreement_id"),
                        row.getString("municipality"),
                        PriceIndex.valueOf(row.getString("price_index"))))
                .list();
        Map<String, Versioned<IndexSeries>> known = new HashMap<>();
        return behind.stream()
                .map(one -> new WakeUp(
                        new TakeIndex(
                                one.agreementId(),
                                Mandate.ofAutomation(getClass().getSimpleName(), today, today),
                                series(
                                        one,
                                        known.computeIfAbsent(
                                                IndexId.of(one.municipality(), one.index()), this::seriesOf))),
                        one.municipality()))
                .toList();
    }

    private Versioned<IndexSeries> seriesOf(String indexId) {
        return aggregates
                .stateOf(indexId, IndexSeries.class)
                .orElseThrow(() -> new IllegalStateException("the index " + indexId + " has a version and no stream"));
    }

    private static IndexTaken series(Behind one, Versioned<IndexSeries> series) {
        return new IndexTaken(
                one.agreementId(),
                one.index(),
                Math.toIntExact(series.version()),
                series.state().values(),
                series.state().lastYear());
    }
}
