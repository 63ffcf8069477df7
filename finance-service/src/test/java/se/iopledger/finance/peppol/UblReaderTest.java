package se.iopledger.finance.peppol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.Invoice.Kind;
import se.iopledger.contracts.finance.Invoice.PayTo;
import se.iopledger.contracts.finance.Invoice.References;
import se.iopledger.contracts.finance.Invoice.Span;
import se.iopledger.contracts.finance.InvoiceFinding;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** What is read of a Peppol invoice, and what is said of one that is not as it should be. */
class UblReaderTest {
    private static UblReading.Read read(Document document) {
        UblReading reading = document.read();
        assertThat(reading).isInstanceOf(UblReading.Read.class);
        return (UblReading.Read) reading;
    }

    private static void notRead(Document document, String rule, String where) {
        UblReading reading = document.read();
        assertThat(reading).isInstanceOf(UblReading.NotRead.class);
        UblReading.NotRead notRead = (UblReading.NotRead) reading;
        assertThat(notRead.rule()).isEqualTo(rule);
        assertThat(notRead.where()).isEqualTo(where);
    }

    private static List<String> findings(Document document) {
        return read(document).findings().stream().map(InvoiceFinding::rule).toList();
    }

    @Test
    @Clause("NOR-4")
    void whatPaymentNeedsIsRead() {
        UblReading.Read reading = read(Document.invoice());

        assertThat(reading.invoice())
                .isEqualTo(new Invoice(
                        Kind.INVOICE,
                        "2022-0117",
                        new OrganisationNumber("802003-1954"),
                        "Stockholms Stadsmission",
                        new OrganisationNumber("212000-0217"),
                        LocalDate.parse("2022-01-17"),
                        LocalDate.parse("2022-01-18"),
                        LocalDate.parse("2022-02-16"),
                        new Span(LocalDate.parse("2022-01-15"), LocalDate.parse("2022-02-14")),
                        Money.parse("264333.33"),
                        Money.ZERO,
                        Money.parse("264333.33"),
                        new References("KS/2021:17", "PO-77", "50021001"),
                        new PayTo(PayTo.Scheme.BANKGIRO, "9912346", "20220117004"),
                        null));
        assertThat(reading.findings()).isEmpty();
    }

    @Test
    void nothingAboutPersonsIsRead() {
        String read = ContractsJson.mapper().writeValueAsString(read(Document.invoice()));

        assertThat(read).doesNotContain("Contact", "invented", "+46", "example.org", "Street", "answers", "Month 5");
    }

    @Test
    void aCreditNoteNamesItsInvoice() {
        Invoice creditNote = read(Document.creditNote()).invoice();

        assertThat(creditNote.kind()).isEqualTo(Kind.CREDIT_NOTE);
        assertThat(creditNote.credits()).isEqualTo("2022-0117");
        assertThat(creditNote.payable()).isEqualTo(Money.parse("64333.33"));
        assertThat(creditNote.statedDueDate()).isEqualTo("2022-02-16");
        assertThat(creditNote.buyer()).isNull();
        assertThat(creditNote.payTo()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BR-CO-10 | BT-106 | <cbc:LineExtensionAmount currencyID="SEK">64333.33< | <cbc:LineExtensionAmount currencyID="SEK">64333.34<
                    BR-CO-11 | BT-107 | </cac:LegalMonetaryTotal> | <cbc:AllowanceTotalAmount currencyID="SEK">1.00</cbc:AllowanceTotalAmount></cac:LegalMonetaryTotal>
                    BR-CO-12 | BT-108 | </cac:LegalMonetaryTotal> | <cbc:ChargeTotalAmount currencyID="SEK">1.00</cbc:ChargeTotalAmount></cac:LegalMonetaryTotal>
                    BR-CO-13 | BT-109 | <cbc:TaxExclusiveAmount currencyID="SEK">264333.33< | <cbc:TaxExclusiveAmount currencyID="SEK">264333.34<
                    BR-CO-14 | BT-110 | <cbc:TaxAmount currencyID="SEK">0.00</cbc:TaxAmount>\\s*<cac:TaxSubtotal> | <cbc:TaxAmount currencyID="SEK">5.00</cbc:TaxAmount><cac:TaxSubtotal>
                    BR-CO-15 | BT-112 | <cbc:TaxInclusiveAmount currencyID="SEK">264333.33< | <cbc:TaxInclusiveAmount currencyID="SEK">264333.34<
                    BR-CO-16 | BT-115 | <cbc:PayableAmount currencyID="SEK">264333.33< | <cbc:PayableAmount currencyID="SEK">264333.34<
                    BR-CO-17 | BT-117 | <cac:TaxCategory><cbc:ID>O</cbc:ID> | <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent>
                    """)
    void amountsThatDoNotMakeTheirSumAreNamedByTheirRule(String rule, String term, String of, String instead) {
        String found = java.util.regex.Pattern.compile(of)
                .matcher(Document.invoice().text())
                .results()
                .map(java.util.regex.MatchResult::group)
                .findFirst()
                .orElseThrow();

        notRead(Document.invoice().with(instead, found), rule, term);
    }

    @Test
    void roundingAndPrepaymentArePartOfTheSum() {
        Invoice invoice = read(Document.invoice()
                        .with(
                                "<cbc:PrepaidAmount currencyID=\"SEK\">64333.00</cbc:PrepaidAmount>"
                                        + "<cbc:PayableRoundingAmount currencyID=\"SEK\">-0.33</cbc:PayableRoundingAmount>"
                                        + "<cbc:PayableAmount currencyID=\"SEK\">200000<",
                                "<cbc:PayableAmount currencyID=\"SEK\">264333.33<"))
                .invoice();

        assertThat(invoice.payable()).isEqualTo(Money.parse("200000.00"));
    }

    @Test
    void taxIsReadAndLeftToBeJudged() {
        Invoice invoice = read(Document.invoice()
                        .with("<cbc:TaxAmount currencyID=\"SEK\">66083.33<", "<cbc:TaxAmount currencyID=\"SEK\">0.00<")
                        .with(
                                "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25.00</cbc:Percent>",
                                "<cac:TaxCategory><cbc:ID>O</cbc:ID>")
                        .with(
                                "<cbc:TaxInclusiveAmount currencyID=\"SEK\">330416.66<",
                                "<cbc:TaxInclusiveAmount currencyID=\"SEK\">264333.33<")
                        .with(
                                "<cbc:PayableAmount currencyID=\"SEK\">330416.66<",
                                "<cbc:PayableAmount currencyID=\"SEK\">264333.33<"))
                .invoice();

        assertThat(invoice.tax()).isEqualTo(Money.parse("66083.33"));
        assertThat(invoice.payable()).isEqualTo(Money.parse("330416.66"));
    }

    @Test
    void theSwedishRulesAreFindings() {
        String vat = "<cbc:CompanyID>SE802003195401<";
        String registered = "<cbc:CompanyID schemeID=\"0007\">8020031954<";
        String account = "<cbc:ID>9912346<";
        String plusgiro = "SE:PLUSGIRO";
        String bankgiro = "SE:BANKGIRO";

        assertThat(findings(Document.invoice().with("<cbc:CompanyID>SE8020031954<", vat)))
                .containsExactly("SE-R-001", "SE-R-002");
        assertThat(findings(Document.invoice().with("<cbc:CompanyID>SE80200319540X<", vat)))
                .containsExactly("SE-R-002");
        assertThat(findings(Document.invoice().with("<cbc:CompanyID schemeID=\"0007\">802003-1954<", registered)))
                .containsExactly("SE-R-003", "SE-R-004");
        assertThat(findings(Document.invoice().with("<cbc:CompanyID schemeID=\"0007\">8020031955<", registered)))
                .containsExactly("SE-R-013");
        assertThat(findings(Document.invoice().with("F-skatt", "Godkänd för F-skatt")))
                .containsExactly("SE-R-005");
        assertThat(findings(Document.invoice()
                        .with(
                                "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>0.0</cbc:Percent>",
                                "<cac:TaxCategory><cbc:ID>O</cbc:ID>")))
                .containsExactly("SE-R-006");
        assertThat(findings(Document.invoice().with("<cbc:ID>99-1<", account).with(plusgiro, bankgiro)))
                .containsExactly("SE-R-007", "GiroNumberMustHaveItsCheckDigit");
        assertThat(findings(Document.invoice().with("<cbc:ID>991-2346<", account)))
                .containsExactly("SE-R-008");
        assertThat(findings(Document.invoice().with("<cbc:ID>991234<", account)))
                .containsExactly("SE-R-009", "GiroNumberMustHaveItsCheckDigit");
        assertThat(findings(
                        Document.invoice().with("<cbc:ID>123456789<", account).with(plusgiro, bankgiro)))
                .containsExactly("SE-R-010");
        assertThat(findings(Document.invoice().with("<cbc:PaymentMeansCode>56<", "<cbc:PaymentMeansCode>30<")))
                .containsExactly("SE-R-011");
        assertThat(findings(Document.invoice().with("<cbc:PaymentMeansCode>31<", "<cbc:PaymentMeansCode>30<")))
                .containsExactly("SE-R-012");
    }

    @Test
    void aSellerThatIsNotKnownForCertainIsNobody() {
        String registered = "<cbc:CompanyID schemeID=\"0007\">8020031954<";
        String endpoint = "<cbc:EndpointID schemeID=\"0007\">8020031954<";

        notRead(
                Document.invoice().with("<cbc:CompanyID schemeID=\"0007\">2120000217<", registered),
                "SellerMustBeOne",
                "BT-30");
        notRead(
                Document.invoice()
                        .with("<cbc:CompanyID schemeID=\"0088\">7300010000001<", registered)
                        .with("<cbc:EndpointID schemeID=\"0088\">7300010000001<", endpoint)
                        .with("<cbc:CompanyID>NO802003195401<", "<cbc:CompanyID>SE802003195401<"),
                "SellerMustBeIdentified",
                "BT-30");
        notRead(
                Document.invoice().without("Stockholms  Stadsmission").without("Stadsmissionen"),
                "TermIsRequired",
                "BT-27");
    }

    @Test
    void whoAsksToBePaidToAnotherIsLookedAt() {
        UblReading.Read reading = read(Document.invoice()
                .with(
                        "<cac:PayeeParty><cac:PartyName><cbc:Name>Factoring (made up)</cbc:Name></cac:PartyName>"
                                + "</cac:PayeeParty><cac:PaymentMeans>",
                        "<cac:PaymentMeans>"));

        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("PayeeMustBeTheSeller");
            assertThat(finding.forAPerson()).isTrue();
        });
    }

    @Test
    void manyElementsEachOnALineOfItsOwnAreNoLongText() {
        String references = "\n        <cac:AdditionalDocumentReference/>".repeat(1_000);

        UblReading.Read reading =
                read(Document.invoice().with(references + "<cac:PaymentMeans>", "<cac:PaymentMeans>"));

        assertThat(reading.findings()).isEmpty();
    }

    /** Some banks make a person's account number of the personal identity number: no association's is. */
    @Test
    void anAccountThatIsLeftOutIsLookedAtBeforeAnythingIsPaid() {
        String number = SimulatedIdentityNumbers.of(LocalDate.parse("1950-01-01"), 1, "");

        UblReading.Read reading = read(Document.invoice().with("<cbc:ID>" + number + "<", "<cbc:ID>9912346<"));

        assertThat(reading.findings())
                .filteredOn(InvoiceFinding::forAPerson)
                .extracting(InvoiceFinding::rule, InvoiceFinding::term)
                .containsExactly(org.assertj.core.api.Assertions.tuple("AskedAccountMustBeShown", "BT-84"));
        assertThat(reading.toString()).doesNotContain(number);
    }

    @Test
    void whatMayNameAPersonIsLeftOut() {
        String number = SimulatedIdentityNumbers.of(LocalDate.parse("1950-01-01"), 1, "");
        UblReading.Read reading = read(Document.invoice()
                .with("<cbc:BuyerReference>Contact A (invented)<", "<cbc:BuyerReference>50021001<")
                .with("<cbc:ID>" + number + "<", "<cbc:ID>PO-77<")
                .with("<cbc:PaymentID>" + number + "<", "<cbc:PaymentID>20220117004<"));

        assertThat(reading.invoice().references()).isEqualTo(new References("KS/2021:17", null, null));
        assertThat(reading.invoice().payTo()).isEqualTo(new PayTo(PayTo.Scheme.BANKGIRO, "9912346", null));
        assertThat(reading.findings())
                .extracting(InvoiceFinding::rule, InvoiceFinding::term)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("ReferenceMustHoldADigit", "BT-10"),
                        org.assertj.core.api.Assertions.tuple("PersonalIdentityNumberMustNotBeGiven", "BT-13"),
                        org.assertj.core.api.Assertions.tuple("PersonalIdentityNumberMustNotBeGiven", "BT-83"));
        assertThat(reading.toString()).doesNotContain(number, "Contact");
    }

    @Test
    void whatAnInvoiceCannotBeWithoutIsNotReadWithAPersonsNumberInIt() {
        String number = SimulatedIdentityNumbers.of(LocalDate.parse("1950-01-01"), 1, "-");

        notRead(
                Document.invoice().with("<cbc:ID>" + number + "<", "<cbc:ID>2022-0117<"),
                "PersonalIdentityNumberMustNotBeGiven",
                "BT-1");
        notRead(
                Document.invoice().with("of " + number, "Stockholms  Stadsmission"),
                "PersonalIdentityNumberMustNotBeGiven",
                "BT-27");
    }

    @Test
    void aCreditNoteOfSeveralInvoicesIsLookedAt() {
        UblReading.Read reading = read(Document.creditNote()
                .with(
                        "<a:BillingReference><a:InvoiceDocumentReference><b:ID>1</b:ID></a:InvoiceDocumentReference>"
                                + "</a:BillingReference><a:BillingReference>",
                        "<a:BillingReference>"));

        assertThat(reading.invoice().credits()).isNull();
        assertThat(reading.findings()).extracting(InvoiceFinding::rule).containsExactly("CreditNoteMustNameOneInvoice");
    }

    @Test
    void anInvoiceThatDoesNotFollowPeppolIsReadAllTheSame() {
        assertThat(findings(Document.invoice().without("#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0")))
                .containsExactly("PEPPOL-EN16931-R004");
    }

    @ParameterizedTest
    @ValueSource(strings = {"384", "386", "393", "389", "381", "somebody's", ""})
    void anInvoiceThatIsNoPlainOneIsJudgedByAPerson(String code) {
        String type = code.isEmpty() ? "" : "<cbc:InvoiceTypeCode>" + code + "</cbc:InvoiceTypeCode>";

        assertThat(read(Document.invoice().with(type, "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>"))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("DocumentMustBeOfThePlainKind");
                    assertThat(finding.forAPerson()).isTrue();
                    assertThat(finding.detail()).doesNotContain("somebody");
                });
    }

    @Test
    void aCreditNoteThatIsNoPlainOneIsJudgedByAPerson() {
        assertThat(read(Document.creditNote().with("TypeCode>396<", "TypeCode>381<"))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("DocumentMustBeOfThePlainKind");
                    assertThat(finding.forAPerson()).isTrue();
                });
    }

    @Test
    void anInvoiceThatRefersToAnotherIsJudgedByAPerson() {
        String reference = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>2022-0116</cbc:ID>"
                + "</cac:InvoiceDocumentReference></cac:BillingReference>";

        assertThat(read(Document.invoice()
                                .with(reference + "<cac:AccountingSupplierParty>", "<cac:AccountingSupplierParty>"))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("InvoiceMustNotReferToAnother");
                    assertThat(finding.forAPerson()).isTrue();
                });
    }
}
