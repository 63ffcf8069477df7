package se.iopledger.finance.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.finance.domain.invoice.Invoices.invoice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.invoice.Matching.Match.Found;

/** What holds of matching whatever invoices come, in whatever order. */
class MatchingPropertiesTest {
    private static final LocalDate FIRST_DAY = LocalDate.parse("2021-09-15");

    /** Invoices of all sizes, with and without references and periods, some to the öre what a month is. */
    @Provide
    Arbitrary<List<Invoice>> anyInvoices() {
        Arbitrary<Long> ore = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.of(264_333_34L, 264_333_33L, 272_250_00L, 280_416_67L)),
                net.jqwik.api.Tuple.of(2, Arbitraries.longs().between(1, 300_000_00L)));
        Arbitrary<Integer> monthsLater = Arbitraries.integers().between(-1, 36);
        Arbitrary<Integer> shape = Arbitraries.integers().between(0, 3);
        return Combinators.combine(ore, monthsLater, shape)
                .as(MatchingPropertiesTest::any)
                .list()
                .ofMaxSize(60)
                .map(MatchingPropertiesTest::numbered);
    }

    private static Invoices any(long ore, int monthsLater, int shape) {
        LocalDate received = FIRST_DAY.plusMonths(monthsLater).plusDays(3);
        Invoices any = invoice("0", new Money(ore).toString()).received(received.toString());
        return switch (shape) {
            case 0 -> any;
            case 1 -> any.buyer("50021001");
            case 2 -> any.contract("50021001");
            default -> inMonth(any, Math.max(monthsLater, 0));
        };
    }

    private static Invoices inMonth(Invoices invoice, int month) {
        LocalDate first = FIRST_DAY.plusMonths(month);
        return invoice.order("50021001")
                .forTime(first.toString(), first.plusMonths(1).minusDays(1).toString());
    }

    private static List<Invoice> numbered(List<Invoices> invoices) {
        List<Invoice> numbered = new ArrayList<>();
        for (Invoices invoice : invoices) {
            numbered.add(invoice.numbered("N" + numbered.size()).build());
        }
        return numbered;
    }

    /** Each put where it was found, as the agreement's stream takes it. */
    private static Map<String, InvoicePlace> putAll(List<Invoice> invoices, Tranches tranches) {
        Map<String, InvoicePlace> places = new HashMap<>();
        for (Invoice invoice : invoices) {
            if (Matching.of(invoice, invoice.payable(), tranches.all()) instanceof Found found) {
                InvoicePlace place = new InvoicePlace(
                        found.tranche().agreementId(), found.tranche().tranche().trancheId(), found.amount());
                tranches.put(place);
                places.put(invoice.number(), place);
            }
        }
        return places;
    }

    @Property(tries = 200)
    @Clause("NOR-4")
    void noSetOfInvoicesTakesMoreThanATrancheHas(@ForAll("anyInvoices") List<Invoice> invoices) {
        Tranches tranches = Tranches.ofNorrtalje();
        Map<String, InvoicePlace> places = putAll(invoices, tranches);

        assertThat(tranches.all()).allSatisfy(open -> {
            Money taken = Money.sum(places.values().stream()
                    .filter(place -> open.is(place.agreementId(), place.trancheId()))
                    .map(InvoicePlace::amount)
                    .toList());
            assertThat(open.left().isNegative()).isFalse();
            assertThat(taken.plus(open.left())).isEqualTo(open.tranche().amount());
        });
    }

    @Property(tries = 200)
    void whateverIsMatchedIsPaidInFullOrNotAtAll(@ForAll("anyInvoices") List<Invoice> invoices) {
        Map<String, InvoicePlace> places = putAll(invoices, Tranches.ofNorrtalje());

        assertThat(invoices).allSatisfy(invoice -> {
            InvoicePlace place = places.get(invoice.number());
            if (place != null) {
                assertThat(place.amount()).isEqualTo(invoice.payable());
            }
        });
    }

    /** The order in which a table happens to give them says nothing. */
    @Property(tries = 200)
    void theOrderOfTheTranchesChangesNothing(@ForAll("anyInvoices") List<Invoice> invoices, @ForAll long seed) {
        List<OpenTranche> shuffled = new ArrayList<>(Tranches.ofNorrtalje().all());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(invoices)
                .allSatisfy(invoice -> assertThat(Matching.of(invoice, invoice.payable(), shuffled))
                        .isEqualTo(Matching.of(
                                invoice,
                                invoice.payable(),
                                Tranches.ofNorrtalje().all())));
    }

    /** Where each invoice says which month it is for, nothing is ambiguous. */
    @Property(tries = 200)
    @Clause("NOR-4")
    void theOrderOfTheInvoicesChangesNothingWhereNothingIsAmbiguous(
            @ForAll("months") List<Integer> months, @ForAll long seed) {
        List<Invoice> invoices = months.stream()
                .map(month -> inMonth(invoice("N" + month, "200000.00").received("2024-09-20"), month)
                        .build())
                .toList();
        List<Invoice> shuffled = new ArrayList<>(invoices);
        Collections.shuffle(shuffled, new Random(seed));

        Map<String, InvoicePlace> places = putAll(invoices, Tranches.ofNorrtalje());

        assertThat(putAll(shuffled, Tranches.ofNorrtalje())).isEqualTo(places);
        assertThat(places).hasSize(months.size());
    }

    @Provide
    Arbitrary<List<Integer>> months() {
        return Arbitraries.integers().between(0, 35).list().uniqueElements().ofMaxSize(36);
    }
}
