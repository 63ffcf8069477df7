package se.iopledger.finance.peppol;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.PersonalIdentityNumbers;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.Invoice.References;
import se.iopledger.contracts.finance.Invoice.Span;
import se.iopledger.finance.peppol.XmlTree.Element;

/**
 * Reads an invoice or a credit note of Peppol BIS Billing 3.0 (UBL 2.1). What is needed for payment is read, the arithmetic
 * is checked, and everything about persons is left where it is.
 */
public final class UblReader {
    private static final String SPECIFICATION =
            "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

    private static final int LONGEST_NUMBER = 100;

    private UblReader() {}

    /**
     * Reads a document to its end, or to what is wrong with it.
     *
     * @param document its bytes; from wherever they come
     * @param receivedOn the day on which the municipality had it
     */
    public static UblReading read(InputStream document, LocalDate receivedOn) {
        try {
            Element root = XmlTree.read(document);
            return switch (root.name()) {
                case "invoice:Invoice" -> read(root, Kind.INVOICE, receivedOn);
                case "creditnote:CreditNote" -> read(root, Kind.CREDIT_NOTE, receivedOn);
                default ->
                    new UblReading.NotRead(
                            "DocumentMustBeAUblInvoice",
                            null,
                            "it is neither Invoice nor CreditNote in the namespaces of UBL 2.1");
            };
        } catch (DocumentRefused refused) {
            return refused.notRead();
        }
    }

    private static UblReading read(Element document, Kind kind, LocalDate receivedOn) {
        Findings findings = new Findings();
        String currency = Ubl.needed(document, "BT-5", "currency", "cbc:DocumentCurrencyCode");
        if (!currency.equals(Ubl.KRONOR)) {
            throw new DocumentRefused(
                    "InvoiceMustBeInKronor", "BT-5", "agreements are in Swedish kronor, and it is in another currency");
        }
        Totals totals = Totals.of(document, kind == Kind.INVOICE ? "cac:InvoiceLine" : "cac:CreditNoteLine");
        PartyTerms seller = PartyTerms.of(document, "BT-27", "cac:AccountingSupplierParty");
        PartyTerms buyer = PartyTerms.of(document, "BT-44", "cac:AccountingCustomerParty");
        checkSpecification(document, findings);
        SwedishRules.check(document, seller, buyer, findings);
        checkPayee(document, seller, findings);
        checkType(document, kind, findings);
        if (buyer.numbers().size() > 1) {
            findings.toBeJudged("BuyerMustBeOne", "BT-47", "the buyer's organisation numbers differ");
        }
        Invoice invoice = new Invoice(
                kind,
                number(document),
                seller.organisationNumber("BT-30"),
                sellersName(seller),
                buyer.numbers().stream().findFirst().orElse(null),
                Ubl.date(document, "BT-2", "cbc:IssueDate")
                        .orElseThrow(() -> new DocumentRefused("TermIsRequired", "BT-2", "there is no date")),
                receivedOn,
                dueDate(document),
                period(document),
                totals.net(),
                totals.tax(),
                totals.payable(),
                references(document, findings),
                PaymentTo.of(document, findings),
                credits(document, kind, findings));
        return new UblReading.Read(invoice, findings.all());
    }

    private static String number(Element document) {
        String number = Ubl.needed(document, "BT-1", "invoice number", "cbc:ID");
        mustNotBePersonal("BT-1", number);
        if (number.length() > LONGEST_NUMBER) {
            throw new DocumentRefused(
                    "TextMustFitTheLimit", "BT-1", "an invoice number has at most " + LONGEST_NUMBER + " characters");
        }
        return number;
    }

    private static String sellersName(PartyTerms seller) {
        String name = seller.name()
                .orElseThrow(() -> new DocumentRefused("TermIsRequired", "BT-27", "there is no name of the seller"));
        mustNotBePersonal("BT-27", name);
        return name.length() <= LONGEST_NUMBER ? name : name.substring(0, LONGEST_NUMBER);
    }

    private static void mustNotBePersonal(String term, String text) {
        if (PersonalIdentityNumbers.occurIn(text)) {
            throw new DocumentRefused(
                    "PersonalIdentityNumberMustNotBeGiven",
                    term,
                    "it holds what reads as a personal identity number; that is not stored");
        }
    }

    private static void checkSpecification(Element document, Findings findings) {
        boolean ofPeppol = Ubl.text(document, "BT-24", "cbc:CustomizationID")
                .filter(specification -> specification.startsWith(SPECIFICATION))
                .isPresent();
        if (!ofPeppol) {
            findings.add("PEPPOL-EN16931-R004", "BT-24", "it does not say that it follows Peppol BIS Billing 3.0");
        }
    }

    /**
     * Only a plain invoice or credit note is what it seems: one that corrects another, asks for money in advance or is
     * sold to somebody else is read in the same way and owed in another (UNTDID 1001).
     */
    private static void checkType(Element document, Kind kind, Findings findings) {
        String plain = switch (kind) {
            case INVOICE -> "380";
            case CREDIT_NOTE -> "381";
        };
        Optional<String> code = switch (kind) {
            case INVOICE -> Ubl.text(document, "BT-3", "cbc:InvoiceTypeCode");
            case CREDIT_NOTE -> Ubl.text(document, "BT-3", "cbc:CreditNoteTypeCode");
        };
        if (code.filter(plain::equals).isEmpty()) {
            findings.toBeJudged(
                    "DocumentMustBeOfThePlainKind",
                    "BT-3",
                    "it is not of the type " + plain + ", but "
                            + code.filter(given -> given.matches("[0-9]{1,3}")).orElse("of none that is known"));
        }
        boolean refersToAnother = kind == Kind.INVOICE
                && document.all("cac:BillingReference").findAny().isPresent();
        if (refersToAnother) {
            findings.toBeJudged(
                    "InvoiceMustNotReferToAnother", "BG-3", "it refers to an invoice before it, and may replace it");
        }
    }

    /** Who sells its claims is paid through another, and so is who had its invoices altered on the way. */
    private static void checkPayee(Element document, PartyTerms seller, Findings findings) {
        boolean another = Ubl.one(document, "BT-59", "cac:PayeeParty")
                .filter(payee -> !Ubl.text(payee, "BT-61", "cac:PartyLegalEntity", "cbc:CompanyID")
                        .orElse("")
                        .replaceAll("[ -]", "")
                        .equals(seller.companyId().replaceAll("[ -]", "")))
                .isPresent();
        if (another) {
            findings.toBeJudged("PayeeMustBeTheSeller", "BT-59", "it asks to be paid to another than its seller");
        }
    }

    /** An invoice has it by itself, a credit note under its means of payment. */
    private static @Nullable LocalDate dueDate(Element document) {
        return Ubl.date(document, "BT-9", "cbc:DueDate")
                .or(() -> document.all("cac:PaymentMeans")
                        .flatMap(means -> Ubl.date(means, "BT-9", "cbc:PaymentDueDate").stream())
                        .findFirst())
                .orElse(null);
    }

    private static @Nullable Span period(Element document) {
        Optional<LocalDate> first = Ubl.date(document, "BT-73", "cac:InvoicePeriod", "cbc:StartDate");
        Optional<LocalDate> last = Ubl.date(document, "BT-74", "cac:InvoicePeriod", "cbc:EndDate");
        return first.isPresent() && last.isPresent() ? new Span(first.get(), last.get()) : null;
    }

    private static References references(Element document, Findings findings) {
        return new References(
                findings.keptReference("BT-12", Ubl.text(document, "BT-12", "cac:ContractDocumentReference", "cbc:ID")),
                findings.keptReference("BT-13", Ubl.text(document, "BT-13", "cac:OrderReference", "cbc:ID")),
                findings.keptReference("BT-10", Ubl.text(document, "BT-10", "cbc:BuyerReference")));
    }

    private static @Nullable String credits(Element document, Kind kind, Findings findings) {
        if (kind == Kind.INVOICE) {
            return null;
        }
        List<String> named = document.all("cac:BillingReference", "cac:InvoiceDocumentReference", "cbc:ID")
                .flatMap(id -> id.text().stream())
                .distinct()
                .toList();
        if (named.size() > 1) {
            findings.toBeJudged("CreditNoteMustNameOneInvoice", "BT-25", "it names " + named.size() + " invoices");
            return null;
        }
        return findings.kept("BT-25", named.stream().findFirst());
    }
}
