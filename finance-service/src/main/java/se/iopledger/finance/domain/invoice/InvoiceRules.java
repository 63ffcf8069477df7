package se.iopledger.finance.domain.invoice;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.PersonalIdentityNumbers;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.Invoice.PayTo;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.finance.InvoiceSource;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;

/** What an invoice must keep to be taken in, and what a person must be told of it. Each rule is named as its sentence. */
@CheckReturnValue
final class InvoiceRules {
    static final String PERSONAL_IDENTITY_NUMBER = "PersonalIdentityNumberMustNotBeGiven";

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_TEXT = 500;
    private static final int YEARS_BACK = 10;
    private static final int YEARS_AHEAD = 1;
    private static final int ONE_KRONA_ORE = 100;

    private InvoiceRules() {}

    /** The first rule that keeps an invoice out. */
    static Optional<Rejection> broken(Invoice invoice, InvoiceSource source, Mandate mandate) {
        return Stream.<Supplier<Optional<Rejection>>>of(
                        () -> textsMustHold(invoice, source),
                        () -> payableMustBePositive(invoice),
                        () -> netAndTaxMustMakeThePayable(invoice, source),
                        () -> datesMustBeReasonable(invoice, mandate.today()),
                        () -> periodMustNotEndBeforeItBegins(invoice),
                        () -> onlyACreditNoteCredits(invoice))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Rejection> payableMustBePositive(Invoice invoice) {
        return when(
                invoice.payable().ore() <= 0,
                () -> Rejection.at(
                        "/payable",
                        "PayableMustBePositive",
                        "the amount is " + invoice.payable()
                                + " kr; what gives money back is a credit note with a positive amount"));
    }

    /** A document's own sums were checked when it was read; it may also round, or have been paid in part before. */
    private static Optional<Rejection> netAndTaxMustMakeThePayable(Invoice invoice, InvoiceSource source) {
        long difference =
                invoice.net().plus(invoice.tax()).minus(invoice.payable()).ore();
        return when(
                source.channel() == InvoiceSource.Channel.FORM && Math.abs(difference) >= ONE_KRONA_ORE,
                () -> Rejection.at(
                        "/payable",
                        "NetAndTaxMustMakeThePayable",
                        invoice.net() + " kr and " + invoice.tax() + " kr in tax are not " + invoice.payable()
                                + " kr, also when it is rounded to the krona"));
    }

    private static Optional<Rejection> datesMustBeReasonable(Invoice invoice, LocalDate today) {
        if (invoice.receivedOn().isAfter(today)) {
            return Optional.of(Rejection.at(
                    "/receivedOn", "InvoiceMustHaveBeenReceived", "it is said to come in after today, " + today));
        }
        return Stream.of(
                        dateMustBeNear("/receivedOn", invoice.receivedOn(), today),
                        dateMustBeNear("/issuedOn", invoice.issuedOn(), invoice.receivedOn()),
                        dateMustBeNear("/statedDueDate", invoice.statedDueDate(), invoice.receivedOn()),
                        dateMustBeNear(
                                "/period/first",
                                invoice.period() == null
                                        ? null
                                        : invoice.period().first(),
                                invoice.receivedOn()),
                        dateMustBeNear(
                                "/period/last",
                                invoice.period() == null
                                        ? null
                                        : invoice.period().last(),
                                invoice.receivedOn()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Rejection> dateMustBeNear(String field, @Nullable LocalDate date, LocalDate to) {
        boolean near =
                date == null || (!date.isBefore(to.minusYears(YEARS_BACK)) && !date.isAfter(to.plusYears(YEARS_AHEAD)));
        return when(
                !near,
                () -> Rejection.at(
                        field,
                        "DateMustBeReasonable",
                        "a date of an invoice lies at most " + YEARS_BACK + " years back and " + YEARS_AHEAD
                                + " year ahead"));
    }

    private static Optional<Rejection> periodMustNotEndBeforeItBegins(Invoice invoice) {
        return when(
                invoice.period() != null
                        && invoice.period().last().isBefore(invoice.period().first()),
                () -> Rejection.at("/period/last", "PeriodMustNotEndBeforeItBegins", "the time ends before it begins"));
    }

    private static Optional<Rejection> onlyACreditNoteCredits(Invoice invoice) {
        return when(
                invoice.kind() == Kind.INVOICE && invoice.credits() != null,
                () -> Rejection.at("/credits", "OnlyACreditNoteCredits", "an invoice gives nothing back"));
    }

    private static Optional<Rejection> textsMustHold(Invoice invoice, InvoiceSource source) {
        return Stream.of(
                        text("/number", invoice.number(), LONGEST_NUMBER),
                        text("/sellerName", invoice.sellerName(), LONGEST_TEXT),
                        reference("/references/contract", invoice.references().contract()),
                        reference("/references/order", invoice.references().order()),
                        reference("/references/buyer", invoice.references().buyer()),
                        text("/payTo/account", payTo(invoice).account(), LONGEST_NUMBER),
                        text("/payTo/reference", payTo(invoice).reference(), LONGEST_NUMBER),
                        text("/credits", invoice.credits(), LONGEST_NUMBER),
                        text("/cameFrom", source.cameFrom(), LONGEST_TEXT))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static PayTo payTo(Invoice invoice) {
        PayTo payTo = invoice.payTo();
        return payTo == null ? new PayTo(null, null, null) : payTo;
    }

    static Optional<Rejection> text(String field, @Nullable String text, int longest) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.isBlank()) {
            return Optional.of(Rejection.at(field, "TextMustNotBeBlank", "leave out what says nothing"));
        }
        if (text.length() > longest) {
            return Optional.of(
                    Rejection.at(field, "TextMustFitTheLimit", "this text has at most " + longest + " characters"));
        }
        return when(
                PersonalIdentityNumbers.occurIn(text),
                () -> Rejection.at(
                        field,
                        PERSONAL_IDENTITY_NUMBER,
                        "the text holds what reads as a personal identity number; leave it out"));
    }

    /** What names a code has a digit; what has none is a person's name as likely as not. */
    private static Optional<Rejection> reference(String field, @Nullable String reference) {
        return text(field, reference, LONGEST_TEXT)
                .or(() -> when(
                        reference != null && !KeptReference.isOne(reference),
                        () -> Rejection.at(
                                field,
                                "ReferenceMustHoldADigit",
                                "a reference without a digit may be a person's name; leave it out")));
    }

    /** Whoever decides something with money says why. */
    static Optional<Rejection> reasonMustBeStated(Mandate mandate) {
        String reason = mandate.reason();
        return reason == null || reason.isBlank()
                ? Optional.of(Rejection.at("/reason", "ReasonMustBeStated", "say why, for whoever looks at it later"))
                : when(
                        PersonalIdentityNumbers.occurIn(reason),
                        () -> Rejection.at(
                                "/reason",
                                PERSONAL_IDENTITY_NUMBER,
                                "the text holds what reads as a personal identity number; leave it out"));
    }

    /** What a person must look at before anything is paid. */
    static List<InvoiceFinding> findings(Invoice invoice) {
        List<InvoiceFinding> findings = new ArrayList<>();
        if (invoice.issuedOn().isAfter(invoice.receivedOn())) {
            findings.add(new InvoiceFinding(
                    "InvoiceMustBeIssuedBeforeItIsReceived",
                    "BT-2",
                    "it bears the date " + invoice.issuedOn() + " and came on " + invoice.receivedOn(),
                    true));
        }
        if (!invoice.tax().equals(Money.ZERO)) {
            findings.add(new InvoiceFinding(
                    "TermsMustSayWhetherTaxIsIncluded",
                    "BT-110",
                    "it charges " + invoice.tax() + " kr in value added tax, and the agreement's amounts say nothing of"
                            + " tax",
                    true));
        }
        return findings;
    }

    private static Optional<Rejection> when(boolean broken, Supplier<Rejection> rejection) {
        return broken ? Optional.of(rejection.get()) : Optional.empty();
    }
}
