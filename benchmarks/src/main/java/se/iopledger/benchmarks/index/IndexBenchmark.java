package se.iopledger.benchmarks.index;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import se.iopledger.benchmarks.Report;
import se.iopledger.benchmarks.server.BenchmarkServer;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.IndexValue.Status;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.AgreementFunding;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.FundingCommand.FollowAgreement;
import se.iopledger.finance.domain.FundingCommand.OfPlan;
import se.iopledger.finance.domain.FundingCommand.TakeIndex;
import se.iopledger.finance.domain.FundingDecider;
import se.iopledger.finance.domain.plan.SettledSoFar;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schedules of many made-up agreements that follow an index, reckoned anew after its preliminary value was replaced;
 * beside the time that PostgreSQL takes to give the rows of the same tranches to a client once and to take them once.
 */
public final class IndexBenchmark {
    private static final String DATABASE = "index_rows";
    private static final LocalDate TODAY = LocalDate.parse("2022-06-01");
    private static final JsonMapper JSON = ContractsJson.mapper();
    private static final FundingDecider DECIDER = new FundingDecider(new SwedishBankDays());
    private static final int BATCH = 1_000;
    private static final long MEGABYTE = 1L << 20;

    private IndexBenchmark() {}

    /**
     * A thousand agreements at a time, as a service does that keeps some of them in memory; making them is not timed.
     *
     * @param agreements how many there are
     */
    public static Report run(BenchmarkServer server, int agreements, int turns, Consumer<String> progress)
            throws SQLException {
        server.create(DATABASE);
        double[] reckoned = new double[turns];
        long events = 0;
        long most = 0;
        try (HikariDataSource pool = server.pool(DATABASE, 1)) {
            create(pool);
            for (int first = 0; first < agreements; first += BATCH) {
                long empty = first == 0 ? heap() : 0;
                List<AgreementFunding> states = new ArrayList<>();
                for (int number = first; number < Math.min(agreements, first + BATCH); number++) {
                    states.add(before(number));
                }
                most = first == 0 ? heap() - empty : most;
                fill(pool, first, states);
                for (int turn = 0; turn < turns; turn++) {
                    Turn one = reckon(states, turn);
                    reckoned[turn] += one.seconds();
                    events += turn == 0 ? one.events() : 0;
                }
                if (first % (10 * BATCH) == 0) {
                    progress.accept("%,d agreements reckoned anew".formatted(first + states.size()));
                }
            }
            List<List<String>> rows = new ArrayList<>();
            List<Double> moved = new ArrayList<>();
            for (int turn = 0; turn < turns; turn++) {
                double seconds = readAndWrite(pool);
                moved.add(seconds);
                rows.add(List.of(
                        "turn " + (turn + 1),
                        "%.2f".formatted(reckoned[turn]),
                        "%.2f".formatted(seconds),
                        "%.2f".formatted(reckoned[turn] / seconds)));
            }
            double middle = Report.median(DoubleStream.of(reckoned).boxed().toList());
            rows.add(List.of(
                    "the turn in the middle of each",
                    "%.2f".formatted(middle),
                    "%.2f".formatted(Report.median(moved)),
                    "%.2f".formatted(middle / Report.median(moved))));
            rows.add(List.of("events told", "%,d".formatted(events), "", ""));
            rows.add(List.of(
                    "heap of %,d agreements with terms and schedules, MB".formatted(Math.min(agreements, BATCH)),
                    "%,.1f".formatted(most / (double) MEGABYTE),
                    "",
                    ""));
            return new Report(
                    "The schedules of %,d agreements after an index was corrected".formatted(agreements),
                    List.of("what", "reckoned anew, s", "PostgreSQL, s", "ratio"),
                    rows);
        }
    }

    private record Turn(double seconds, long events) {}

    /** One agreement after the other, on one thread; every new state is thrown away, so that each turn does the same. */
    private static Turn reckon(List<AgreementFunding> states, int turn) {
        IndexTaken corrected = index(turn + 2, Status.FINAL, "1.9");
        long events = 0;
        long start = System.nanoTime();
        for (AgreementFunding state : states) {
            List<FinanceEvent> told = decided(new TakeIndex("made-up", mandate(), corrected), state);
            if (told.size() < 2 || !(evolved(state, told) instanceof Scheduled)) {
                throw new IllegalStateException("the correction changed nothing");
            }
            events += told.size();
        }
        return new Turn(seconds(start), events);
    }

    private static AgreementFunding before(int number) {
        AgreementFunding state = FundingDecider.initial();
        AgreementLife life = AgreementLife.begun(1, terms(number));
        state = evolved(
                state,
                decided(
                        new FollowAgreement(
                                "made-up", mandate(), new Cause("/agreement-service", 1), Optional.of(life)),
                        state));
        return evolved(state, decided(new TakeIndex("made-up", mandate(), index(1, Status.PRELIMINARY, "1.5")), state));
    }

    private static List<FinanceEvent> decided(OfPlan command, AgreementFunding state) {
        return switch (DECIDER.decide(command, state, SettledSoFar.NOTHING)) {
            case Decision.Accepted<FinanceEvent>(var events) -> events;
            case Decision.Rejected<FinanceEvent>(var rejection) -> throw new IllegalStateException(rejection.rule());
        };
    }

    private static AgreementFunding evolved(AgreementFunding before, List<FinanceEvent> events) {
        AgreementFunding state = before;
        for (FinanceEvent event : events) {
            state = FundingDecider.evolve(state, event);
        }
        return state;
    }

    private static Mandate mandate() {
        return Mandate.ofAutomation("benchmark", TODAY, TODAY);
    }

    private static IndexTaken index(int asOf, Status status, String percent) {
        return new IndexTaken(
                "made-up",
                PriceIndex.OPI,
                asOf,
                List.of(new IndexValue(2022, "2021-12", status, new BigDecimal(percent), "made up")),
                null);
    }

    /** Two recipients, two years, half a year each: eight tranches, of which six follow the index of 2022. */
    private static Terms terms(int number) {
        return JSON.readValue("""
                {"shortName":"X%1$d","title":"Made-up agreement","municipality":"9999","caseNumber":"X %1$d",
                 "period":{"first":"2021-07-01","last":"2023-06-30","clauses":["X-1"]},
                 "takeoverDate":"2021-07-01","parties":[
                   {"id":"party0","name":"Made-up party 0","sector":"PUBLIC","clauses":["X-1"]},
                   {"id":"party1","name":"Made-up party 1","sector":"CIVIL","clauses":["X-1"]},
                   {"id":"party2","name":"Made-up party 2","sector":"CIVIL","clauses":["X-1"]}],
                 "funding":{"years":"CONTRACT","grants":[
                   {"payer":"party0","recipient":"party1","year":1,"amount":"%2$d.00","standing":"COMMITTED","clauses":["X-2"]},
                   {"payer":"party0","recipient":"party2","year":1,"amount":"300000.00","standing":"COMMITTED","clauses":["X-2"]},
                   {"payer":"party0","recipient":"party1","year":2,"amount":"%2$d.00","standing":"COMMITTED","clauses":["X-2"]},
                   {"payer":"party0","recipient":"party2","year":2,"amount":"300000.00","standing":"COMMITTED","clauses":["X-2"]}],
                  "payment":{"interval":"HALF_YEAR","manner":"IN_ADVANCE","timing":"IN_ADVANCE","clauses":["X-3"]},
                  "adjustment":{"basis":"OPI","startReadings":[{"label":"from 2022","from":"2022-01-01","clauses":["X-4"]}],
                    "neverBelowYearBefore":false,"renegotiatedIfCeased":true,"clauses":["X-4"]},
                  "clauses":["X-2"]},
                 "defaults":[{"rule":"EQUAL_TRANCHES"},{"rule":"HALF_YEARS_FROM_JANUARY_AND_JULY"},
                   {"rule":"FIRST_DAY_OR_NEXT_BANK_DAY"},{"rule":"CONTRACT_YEARS"}]}""".formatted(number, 500_000 + number), Terms.class);
    }

    private static void create(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE tranche (agreement_id text, tranche_id text, due_date date, tranche jsonb,"
                    + " PRIMARY KEY (agreement_id, tranche_id))");
            statement.execute("CREATE TABLE written (LIKE tranche INCLUDING ALL)");
        }
    }

    private static void fill(HikariDataSource pool, int first, List<AgreementFunding> states) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO tranche VALUES (?, ?, ?, ?::jsonb)")) {
            connection.setAutoCommit(false);
            for (int number = 0; number < states.size(); number++) {
                for (PlannedTranche planned : ((Scheduled) states.get(number)).tranches()) {
                    insert.setString(1, "agreement-" + (first + number));
                    insert.setString(2, planned.tranche().trancheId());
                    insert.setObject(3, planned.tranche().dueDate());
                    insert.setString(4, JSON.writeValueAsString(planned.tranche()));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    /** All rows to the client, and as many back into an empty table in one transaction, a thousand at a time. */
    private static double readAndWrite(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE written");
            connection.setAutoCommit(false);
            statement.setFetchSize(BATCH);
            long start = System.nanoTime();
            try (ResultSet rows =
                            statement.executeQuery("SELECT agreement_id, tranche_id, due_date, tranche FROM tranche");
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO written VALUES (?, ?, ?, ?::jsonb)")) {
                int waiting = 0;
                while (rows.next()) {
                    insert.setString(1, rows.getString(1));
                    insert.setString(2, rows.getString(2));
                    insert.setObject(3, rows.getObject(3, LocalDate.class));
                    insert.setString(4, rows.getString(4));
                    insert.addBatch();
                    if (++waiting == BATCH) {
                        insert.executeBatch();
                        waiting = 0;
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
            return seconds(start);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
