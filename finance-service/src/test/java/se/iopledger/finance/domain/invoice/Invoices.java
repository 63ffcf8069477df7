package se.iopledger.finance.domain.invoice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.Invoice.References;
import se.iopledger.contracts.finance.Invoice.Span;

/** Invoices as a test needs them: one of Stockholms Stadsmission to Norrtälje where nothing else is said. */
public final class Invoices {
    public static final OrganisationNumber STADSMISSIONEN = new OrganisationNumber("802003-1954");
    public static final OrganisationNumber NORRTALJE = new OrganisationNumber("212000-0217");

    /** Made up, with its check digit right. */
    public static final OrganisationNumber KVINNOJOUREN_MADE_UP = new OrganisationNumber("802999-0010");

    private Kind kind = Kind.INVOICE;
    private String number = "1001";
    private OrganisationNumber seller = STADSMISSIONEN;
    private String sellerName = "Stockholms Stadsmission";
    private @Nullable OrganisationNumber buyer;
    private LocalDate receivedOn = LocalDate.parse("2021-09-20");
    private @Nullable LocalDate issuedOn;
    private @Nullable Span period;
    private Money tax = Money.ZERO;
    private Money payable = Money.parse("264333.34");
    private References references = References.NONE;
    private @Nullable String credits;

    private Invoices() {}

    public static Invoices invoice(String number, String payable) {
        Invoices invoice = new Invoices();
        invoice.number = number;
        invoice.payable = Money.parse(payable);
        return invoice;
    }

    public static Invoices creditNote(String number, String payable, @Nullable String credits) {
        Invoices invoice = invoice(number, payable);
        invoice.kind = Kind.CREDIT_NOTE;
        invoice.credits = credits;
        return invoice;
    }

    public Invoices numbered(String other) {
        number = other;
        return this;
    }

    public Invoices from(OrganisationNumber organisation, String name) {
        seller = organisation;
        sellerName = name;
        return this;
    }

    public Invoices to(OrganisationNumber organisation) {
        buyer = organisation;
        return this;
    }

    public Invoices received(String day) {
        receivedOn = LocalDate.parse(day);
        return this;
    }

    public Invoices issued(String day) {
        issuedOn = LocalDate.parse(day);
        return this;
    }

    public Invoices forTime(String first, String last) {
        period = new Span(LocalDate.parse(first), LocalDate.parse(last));
        return this;
    }

    public Invoices tax(String kronor) {
        tax = Money.parse(kronor);
        return this;
    }

    public Invoices contract(String reference) {
        references = new References(reference, references.order(), references.buyer());
        return this;
    }

    public Invoices order(String reference) {
        references = new References(references.contract(), reference, references.buyer());
        return this;
    }

    public Invoices buyer(String reference) {
        references = new References(references.contract(), references.order(), reference);
        return this;
    }

    public Invoices crediting(String invoiceNumber) {
        credits = invoiceNumber;
        return this;
    }

    public Invoice build() {
        return new Invoice(
                kind,
                number,
                seller,
                sellerName,
                buyer,
                issuedOn == null ? receivedOn : issuedOn,
                receivedOn,
                null,
                period,
                payable.minus(tax),
                tax,
                payable,
                references,
                null,
                credits);
    }
}
