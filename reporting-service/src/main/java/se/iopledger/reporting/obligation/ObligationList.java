package se.iopledger.reporting.obligation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationBecameOverdue;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsChanged;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsDerived;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsWithdrawn;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.reporting.domain.ReportingCommand.WorkOffDueObligations;
import se.iopledger.reporting.paging.PageRequest;
import se.iopledger.shell.due.DueSource;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/** Obligations of all agreements, for lists by due date and for waking those whose date has passed. */
@Component
class ObligationList implements Projection, DueSource {
    static final int SORT_KEY_PARTS = 3;

    private final JdbcClient tables;

    ObligationList(JdbcClient tables) {
        this.tables = tables;
    }

    @Override
    public String name() {
        return "obligation-list";
    }

    @Override
    public List<String> tables() {
        return List.of("obligation");
    }

    @Override
    public void on(RecordedEvent event, JdbcClient transaction) {
        switch ((ReportingEvent) event.payload()) {
            case ObligationsDerived derived ->
                derived.obligations()
                        .forEach(obligation ->
                                put(derived.agreementId(), event.municipality(), obligation, transaction));
            case ObligationBecameOverdue overdue ->
                transaction
                        .sql("""
                                UPDATE obligation SET overdue = true
                                WHERE agreement_id = :agreement AND obligation_id = :obligation""")
                        .param("agreement", overdue.agreementId())
                        .param("obligation", overdue.obligationId())
                        .update();
            case ObligationsChanged changed -> {
                changed.dropped().forEach(dropped -> drop(changed.agreementId(), dropped, transaction));
                changed.obligations()
                        .forEach(obligation ->
                                put(changed.agreementId(), event.municipality(), obligation, transaction));
            }
            case ObligationsWithdrawn withdrawn ->
                transaction
                        .sql("DELETE FROM obligation WHERE agreement_id = :agreement")
                        .param("agreement", withdrawn.agreementId())
                        .update();
        }
    }

    private static void drop(String agreementId, String obligationId, JdbcClient transaction) {
        transaction
                .sql("DELETE FROM obligation WHERE agreement_id = :agreement AND obligation_id = :obligation")
                .param("agreement", agreementId)
                .param("obligation", obligationId)
                .update();
    }

    private static void put(
            String agreementId, String municipality, DatedObligation obligation, JdbcClient transaction) {
        transaction
                .sql("""
                        INSERT INTO obligation AS known
                            (agreement_id, obligation_id, municipality, kind, title, answered_by, period_first,
                             period_last, due_date, dating, settlement, clauses, calculation)
                        VALUES
                            (:agreement, :obligation, :municipality, :kind, :title, :by, :periodFirst,
                             :periodLast, :dueDate, :dating, :settlement, :clauses, :calculation)
                        ON CONFLICT (agreement_id, obligation_id) DO UPDATE SET
                            kind = excluded.kind, title = excluded.title, answered_by = excluded.answered_by,
                            period_first = excluded.period_first, period_last = excluded.period_last,
                            due_date = excluded.due_date, dating = excluded.dating, settlement = excluded.settlement,
                            clauses = excluded.clauses, calculation = excluded.calculation,
                            overdue = known.overdue AND known.due_date IS NOT DISTINCT FROM excluded.due_date""")
                .param("agreement", agreementId)
                .param("obligation", obligation.obligationId())
                .param("municipality", municipality)
                .param("kind", obligation.kind().name())
                .param("title", obligation.title())
                .param("by", obligation.by().toArray(String[]::new))
                .param("periodFirst", obligation.periodFirst())
                .param("periodLast", obligation.periodLast())
                .param("dueDate", obligation.dueDate())
                .param("dating", obligation.dating().name())
                .param("settlement", obligation.settlement().name())
                .param("clauses", obligation.clauses().toArray(String[]::new))
                .param("calculation", obligation.calculation())
                .update();
    }

    @Override
    public List<WakeUp> dueBy(LocalDate today, String after, int limit) {
        return tables.sql("""
                        SELECT agreement_id, municipality FROM obligation
                        WHERE settlement = 'HERE' AND NOT overdue AND due_date < :today AND agreement_id > :after
                        GROUP BY agreement_id, municipality ORDER BY agreement_id LIMIT :limit""")
                .param("after", after)
                .param("today", today)
                .param("limit", limit)
                .query((row, number) -> new WakeUp(
                        new WorkOffDueObligations(
                                row.getString("agreement_id"),
                                Mandate.ofAutomation(AgreementsHeard.ACTOR, today, today)),
                        row.getString("municipality")))
                .list();
    }

    /**
     * A page of dated obligations that are followed up here, by due date.
     *
     * @param municipalities at least one
     * @param dueFrom first due date, or null for any
     * @param dueTo last due date, or null for any
     */
    PageRequest.Page<Row> page(
            Set<String> municipalities, @Nullable LocalDate dueFrom, @Nullable LocalDate dueTo, PageRequest wanted) {
        JdbcClient.StatementSpec query = tables.sql(
                        """
                        SELECT agreement_id, obligation_id, municipality, kind, title, answered_by, period_first,
                               period_last, due_date, dating, settlement, clauses, calculation, overdue
                        FROM obligation
                        WHERE municipality IN (:municipalities) AND settlement = 'HERE'
                          AND due_date >= :from AND due_date <= :to %s
                        ORDER BY due_date, agreement_id, obligation_id LIMIT :limit""".formatted(
                                        wanted.after().isEmpty()
                                                ? ""
                                                : "AND (due_date, agreement_id, obligation_id) > (:date, :agreement, :obligation)"))
                .param("municipalities", municipalities)
                .param("from", dueFrom == null ? LocalDate.of(1, 1, 1) : dueFrom)
                .param("to", dueTo == null ? LocalDate.of(9999, 12, 31) : dueTo)
                .param("limit", wanted.limit() + 1);
        if (!wanted.after().isEmpty()) {
            query = query.param("date", wanted.part(0, LocalDate::parse))
                    .param("agreement", wanted.part(1, text -> text))
                    .param("obligation", wanted.part(2, text -> text));
        }
        return wanted.page(query.query((row, number) -> row(row)).list(), Row::sortKey);
    }

    /** One obligation of one agreement. */
    record Row(String agreementId, String municipality, DatedObligation obligation, boolean overdue) {
        List<String> sortKey() {
            return List.of(String.valueOf(obligation.dueDate()), agreementId, obligation.obligationId());
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("agreement_id"),
                row.getString("municipality"),
                new DatedObligation(
                        row.getString("obligation_id"),
                        ObligationKind.valueOf(row.getString("kind")),
                        row.getString("title"),
                        texts(row.getArray("answered_by")),
                        row.getObject("period_first", LocalDate.class),
                        row.getObject("period_last", LocalDate.class),
                        row.getObject("due_date", LocalDate.class),
                        DatedObligation.Dating.valueOf(row.getString("dating")),
                        DatedObligation.Settlement.valueOf(row.getString("settlement")),
                        texts(row.getArray("clauses")),
                        row.getString("calculation")),
                row.getBoolean("overdue"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
