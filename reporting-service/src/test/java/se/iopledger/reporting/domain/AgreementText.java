package se.iopledger.reporting.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import se.iopledger.contracts.terms.Funding;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.terms.YearKind;

/** Terms of which only period, takeover date, obligations and municipality matter. */
public final class AgreementText {
    private final LocalDate first;
    private final LocalDate last;
    private final List<Obligation> obligations = new ArrayList<>();
    private LocalDate takeover;
    private String municipality = "0188";

    private AgreementText(LocalDate first, LocalDate last) {
        this.first = first;
        this.last = last;
        this.takeover = first;
    }

    public static AgreementText from(String first, String last) {
        return from(LocalDate.parse(first), LocalDate.parse(last));
    }

    public static AgreementText from(LocalDate first, LocalDate last) {
        return new AgreementText(first, last);
    }

    public AgreementText takenOverOn(String day) {
        takeover = LocalDate.parse(day);
        return this;
    }

    public AgreementText of(String municipalityCode) {
        municipality = municipalityCode;
        return this;
    }

    public AgreementText asksFor(String id, ObligationKind kind, Recurrence due, String... clauses) {
        obligations.add(new Obligation(
                id,
                kind,
                "The " + id,
                List.of("organisation"),
                null,
                due,
                null,
                List.of(),
                List.of(),
                List.of(clauses)));
        return this;
    }

    public Terms terms() {
        return new Terms(
                "TST",
                "A test agreement",
                municipality,
                null,
                new Period(first, last, List.of()),
                takeover,
                List.of(
                        new Party("municipality", "Testköpings kommun", null, Sector.PUBLIC, null, List.of()),
                        new Party("organisation", "Testföreningen", null, Sector.CIVIL, null, List.of())),
                List.of(),
                null,
                new Funding(YearKind.CALENDAR, List.of(), null, null, null, null, List.of()),
                List.of(),
                List.of(),
                List.of(),
                obligations,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
