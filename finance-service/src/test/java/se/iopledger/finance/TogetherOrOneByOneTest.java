package se.iopledger.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.Change;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleDerived;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.finance.FinanceEvent.TrancheCancelled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.contracts.finance.FinanceEvent.TrancheRescheduled;
import se.iopledger.contracts.finance.FinanceEvent.TrancheScheduled;
import se.iopledger.contracts.finance.InputEvent.IndexTaken;
import se.iopledger.contracts.finance.PaymentEvent.Ground;
import se.iopledger.contracts.finance.PaymentEvent.InvoicePut;
import se.iopledger.contracts.finance.PaymentEvent.PaymentsHeld;
import se.iopledger.contracts.finance.PlannedTranche;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.contracts.finance.Tranche.Standing;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.shell.projection.Projection;
import se.iopledger.shell.projection.RecordedEvent;

/**
 * Some projections write the rows of many events together. However the events are shared out among transactions, the rows
 * are the same as when each is taken in by itself.
 */
class TogetherOrOneByOneTest {
    private static final String MUNICIPALITY = "0000";
    private static final LocalDate TAKEOVER = LocalDate.parse("2022-01-01");

    private static final List<Projection> TOGETHER = projections();
    private static JdbcClient tables = JdbcClient.create(new SingleConnectionDataSource());

    @BeforeContainer
    static void create() throws SQLException {
        tables = ServiceTables.create("together");
    }

    private static List<Projection> projections() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Projection.class));
        List<Projection> found = new ArrayList<>();
        try {
            for (var candidate : scanner.findCandidateComponents("se.iopledger.finance")) {
                Class<?> type = Class.forName(candidate.getBeanClassName());
                if (!type.getMethod("onAll", List.class, JdbcClient.class)
                        .getDeclaringClass()
                        .isInterface()) {
                    Constructor<?> constructor = type.getDeclaredConstructor();
                    constructor.setAccessible(true);
                    found.add((Projection) constructor.newInstance());
                }
            }
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
        assertThat(found).extracting(Projection::name).containsExactlyInAnyOrder("payables", "followed-indices");
        return found;
    }

    @Property(tries = 60)
    void theRowsAreTheSame(
            @ForAll("chances") List<Integer> chances, @ForAll @IntRange(min = 2, max = 20) int together) {
        History history = new History(chances);
        List<RecordedEvent> events = history.events;
        for (Projection projection : TOGETHER) {
            List<RecordedEvent> told = events.stream()
                    .filter(event -> projection.about().stream().anyMatch(type -> type.isInstance(event.payload())))
                    .toList();
            List<String> oneByOne = rowsAfter(projection, told, 1);
            assertThat(rowsAfter(projection, told, together))
                    .as(projection.name() + ", " + together + " together")
                    .isEqualTo(oneByOne);
            if (projection.tables().contains("tranche")) {
                assertThat(tranchesThatFellDue())
                        .as("what fell due of the tranches that are scheduled")
                        .isEqualTo(history.fellDue());
            }
        }
    }

    private static Set<String> tranchesThatFellDue() {
        return new TreeSet<>(tables.sql("SELECT agreement_id || '/' || tranche_id FROM tranche WHERE fell_due")
                .query(String.class)
                .list());
    }

    /** Evenly spread: small numbers, which are preferred otherwise, stand for one kind of event only. */
    @Provide
    Arbitrary<List<Integer>> chances() {
        return Arbitraries.integers()
                .between(0, 9_999)
                .withDistribution(RandomDistribution.uniform())
                .list()
                .ofMinSize(30)
                .ofMaxSize(90);
    }

    private static List<String> rowsAfter(Projection projection, List<RecordedEvent> events, int together) {
        for (String table : projection.tables()) {
            tables.sql("TRUNCATE " + table + " CASCADE").update();
        }
        for (int from = 0; from < events.size(); from += together) {
            projection.onAll(events.subList(from, Math.min(events.size(), from + together)), tables);
        }
        return projection.tables().stream()
                .flatMap(
                        table -> tables
                                .sql("SELECT row_to_json(t)::text FROM " + table + " t ORDER BY 1")
                                .query(String.class)
                                .list()
                                .stream()
                                .map(row -> table + " " + row))
                .toList();
    }

    /** Schedules of two agreements as they may go, by chance. */
    private static final class History {
        private final List<RecordedEvent> events = new ArrayList<>();

        /** Of each agreement with a schedule. */
        private final Map<String, Schedule> schedules = new TreeMap<>();

        /** Due dates by tranche, and which tranches fell due, which also those stay that a new schedule leaves out. */
        private record Schedule(Map<String, LocalDate> due, Set<String> fallen) {}

        History(List<Integer> chances) {
            chances.forEach(this::step);
        }

        Set<String> fellDue() {
            Set<String> fellDue = new TreeSet<>();
            schedules.forEach((agreement, schedule) -> schedule.due().keySet().stream()
                    .filter(schedule.fallen()::contains)
                    .forEach(id -> fellDue.add(agreement + "/" + id)));
            return fellDue;
        }

        private void step(int chance) {
            String agreement = "agreement-" + chance % 2;
            String id = "tranche-" + chance / 2 % 3;
            LocalDate date = TAKEOVER.plusMonths(chance / 6 % 4);
            Money amount = Money.ofKronor(100L + chance);
            Schedule schedule = schedules.get(agreement);
            if (schedule == null) {
                derive(agreement, id, date, amount);
                return;
            }
            switch (chance / 24 % 14) {
                case 10 -> deriveInTwoParts(agreement, chance, schedule);
                case 11 -> tell(agreement, invoice(agreement, id, date, amount));
                case 12 -> tell(agreement, hold(agreement));
                case 0 -> tell(agreement, new IndexTaken(agreement, PriceIndex.OPI, chance, List.of(), null));
                case 1 -> derive(agreement, id, date, amount);
                case 2 -> withdraw(agreement);
                case 3 -> cancel(agreement, id, amount, schedule);
                case 4, 5, 6 -> fall(agreement, id, amount, schedule);
                case 7 -> plan(agreement, id, date, amount, schedule);
                default -> plan(agreement, id, schedule.due().getOrDefault(id, date), amount, schedule);
            }
        }

        /** The first part of a schedule replaces what was there; what fell due stays so. */
        private void derive(String agreement, String id, LocalDate date, Money amount) {
            tellPart(agreement, 1, 1, tranche(id, date, amount));
            Schedule schedule =
                    schedules.computeIfAbsent(agreement, _ -> new Schedule(new TreeMap<>(), new TreeSet<>()));
            schedule.due().clear();
            schedule.due().put(id, date);
        }

        private void deriveInTwoParts(String agreement, int chance, Schedule schedule) {
            schedule.due().clear();
            for (int part = 1; part <= 2; part++) {
                String id = "tranche-" + part;
                LocalDate date = TAKEOVER.plusMonths(part);
                tellPart(agreement, part, 2, tranche(id, date, Money.ofKronor(100L + chance)));
                schedule.due().put(id, date);
            }
        }

        private void tellPart(String agreement, int part, int parts, Tranche tranche) {
            tell(
                    agreement,
                    new FundingScheduleDerived(
                            agreement,
                            1,
                            part,
                            parts,
                            TAKEOVER,
                            TAKEOVER.plusYears(1),
                            TAKEOVER,
                            List.of(tranche),
                            List.of()));
        }

        private FinanceEvent invoice(String agreement, String tranche, LocalDate date, Money amount) {
            String number = "number-" + events.size();
            return new InvoicePut(agreement, number, tranche, number, number, amount, date, date, "officer");
        }

        private FinanceEvent hold(String agreement) {
            return new PaymentsHeld(
                    agreement,
                    "hold-" + events.size(),
                    Ground.DECISION,
                    null,
                    null,
                    "officer",
                    "made up",
                    List.of("STO-7"));
        }

        private void withdraw(String agreement) {
            tell(agreement, new FundingScheduleWithdrawn(agreement));
            schedules.remove(agreement);
        }

        private void cancel(String agreement, String id, Money amount, Schedule schedule) {
            LocalDate due = schedule.due().remove(id);
            if (due != null) {
                tell(agreement, new TrancheCancelled(agreement, id, amount, due));
                schedule.fallen().remove(id);
            }
        }

        private void fall(String agreement, String id, Money amount, Schedule schedule) {
            LocalDate due = schedule.due().get(id);
            if (due != null && schedule.fallen().add(id)) {
                tell(agreement, new TrancheFellDue(agreement, id, due, amount));
            }
        }

        private void plan(String agreement, String id, LocalDate date, Money amount, Schedule schedule) {
            LocalDate before = schedule.due().put(id, date);
            PlannedTranche planned = new PlannedTranche(tranche(id, date, amount), List.of(), null);
            if (before == null) {
                tell(agreement, new TrancheScheduled(agreement, planned));
                return;
            }
            tell(agreement, new TrancheRescheduled(agreement, planned, Change.PROLONGED, amount, before));
            if (!before.equals(date)) {
                schedule.fallen().remove(id);
            }
        }

        private void tell(String agreement, FinanceEvent event) {
            events.add(new RecordedEvent(agreement, events.size(), events.size(), Instant.EPOCH, MUNICIPALITY, event));
        }

        /** Who pays it, where and how changes with the amount. */
        private static Tranche tranche(String id, LocalDate date, Money amount) {
            int chance = (int) (amount.ore() / 100);
            return new Tranche(
                    id,
                    "payer-" + chance % 3,
                    "recipient",
                    2022,
                    1,
                    1,
                    TAKEOVER,
                    TAKEOVER.plusMonths(1),
                    amount,
                    amount,
                    date,
                    Standing.FIRM,
                    chance % 2 == 0 ? Settlement.HERE : Settlement.ELSEWHERE,
                    chance / 2 % 2 == 0 ? Manner.IN_ADVANCE : Manner.AGAINST_INVOICE,
                    List.of("UPP-6"),
                    "made up",
                    List.of(),
                    List.of());
        }
    }
}
