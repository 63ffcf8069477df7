package se.iopledger.finance.order;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.finance.order.Ledger.AMOUNT;
import static se.iopledger.finance.order.Ledger.MUNICIPALITY;
import static se.iopledger.finance.order.Ledger.TODAY;
import static se.iopledger.finance.order.Ledger.by;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.finance.OrderEvent.LineReported;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.bankfile.BankAnswer;
import se.iopledger.finance.bankfile.BankAnswerReader;
import se.iopledger.finance.domain.intake.BankFile;
import se.iopledger.finance.domain.intake.BankFile.Finding;
import se.iopledger.finance.domain.intake.BankFileCommand.ReceiveFile;
import se.iopledger.finance.domain.order.OrderIds;
import se.iopledger.finance.domain.order.ReleaseDays;
import se.iopledger.finance.domain.plan.TermsOf;

/** What a bank's file does to payment orders, and what is kept for a person to see. Everything in the files is made up. */
class BankFileIntakeTest {
    private static final String ORDER = "9b7d0c34-11aa-5e6f-8c21-0f4b2a6d7e10";
    private static final String MESSAGE = OrderIds.messageId(ORDER);
    private static final String IMPORT = "import-1";

    private final Ledger ledger =
            Ledger.with(TermsOf.uppsala().takenOver("2019-01-01").build(), "a-1", "a-2", "a-3");

    @BeforeEach
    void released() {
        released(ORDER, "a-1", "a-2");
    }

    private void released(String order, String... agreements) {
        ledger.records(order, agreements);
        assertThat(new OrderDriver(
                                ledger,
                                ledger,
                                ledger,
                                Clock.fixed(Instant.parse("2019-01-02T08:30:00Z"), ZoneOffset.UTC),
                                () -> TODAY,
                                Duration.ofMinutes(5),
                                new ReleaseDays(new SwedishBankDays(), 3),
                                10,
                                true)
                        .drive(order))
                .isEqualTo(OrderDriver.Outcome.AT_REST);
    }

    private BankFile.Known takenIn(String xml) {
        return takenIn(IMPORT, MUNICIPALITY, xml);
    }

    private BankFile.Known takenIn(String importId, String municipality, String xml) {
        BankAnswer answer = BankAnswerReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        if (ledger.file(importId) instanceof BankFile.Unknown) {
            ledger.must(new ReceiveFile(
                    importId,
                    municipality,
                    "00",
                    answer.message().message(),
                    answer.messageId(),
                    answer.dialects(),
                    BankNews.of(answer).size(),
                    by("officer")));
        }
        new BankFileIntake(ledger, () -> TODAY).takeIn(importId, municipality, answer);
        return (BankFile.Known) ledger.file(importId);
    }

    private @Nullable LineStatus statusOf(int line) {
        return statusOf(ORDER, line);
    }

    private @Nullable LineStatus statusOf(String order, int line) {
        return ledger.known(order).line(line).orElseThrow().status().orElse(null);
    }

    private static List<String> rules(BankFile.Known file) {
        return file.findings().stream()
                .map(Finding::raised)
                .map(raised -> raised.rule())
                .toList();
    }

    private static String statusReport(String originalMessage, String groupStatus, String payments) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>SIM-1</MsgId></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>%s</OrgnlMsgId>%s</OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>%s</OrgnlPmtInfId>%s</OrgnlPmtInfAndSts>
                </CstmrPmtStsRpt></Document>""".formatted(originalMessage, groupStatus, originalMessage, payments);
    }

    private static String payment(String reference, String status) {
        return "<TxInfAndSts><OrgnlEndToEndId>" + reference + "</OrgnlEndToEndId><TxSts>" + status
                + "</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>";
    }

    private static String notification(String entries) {
        return """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
                <GrpHdr><MsgId>SIM-2</MsgId></GrpHdr>
                <Ntfctn><Id>N</Id><Acct><Id><IBAN>SE9399900000000000000001</IBAN></Id></Acct>%s</Ntfctn>
                </BkToCstmrDbtCdtNtfctn></Document>""".formatted(entries);
    }

    private static String movement(String direction, String amount, String day, String reference) {
        return """
                <Ntry><Amt Ccy="SEK">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>%s</Dt></BookgDt>
                <NtryDtls><TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>""".formatted(amount, direction, day, reference);
    }

    @Test
    void aStatusOfEachPaymentIsTaken() {
        BankFile.Known file =
                takenIn(statusReport(MESSAGE, "", payment(MESSAGE + "-1", "ACSP") + payment(MESSAGE + "-2", "RJCT")));

        assertThat(statusOf(1)).isEqualTo(LineStatus.ACCEPTED);
        assertThat(statusOf(2)).isEqualTo(LineStatus.REJECTED);
        assertThat(file.findings()).isEmpty();
        assertThat(file.result())
                .isNotNull()
                .satisfies(result -> assertThat(result.taken()).isEqualTo(2));
    }

    @Test
    void aStatusOfTheWholeFileHoldsForThePaymentsThatAreNotToldByThemselves() {
        takenIn(statusReport(MESSAGE, "<GrpSts>ACCP</GrpSts>", payment(MESSAGE + "-2", "RJCT")));

        assertThat(statusOf(1)).isEqualTo(LineStatus.ACCEPTED);
        assertThat(statusOf(2)).isEqualTo(LineStatus.REJECTED);
    }

    @Test
    void aDebitIsAnExecutionAndACreditWithItsReferenceAReturn() {
        takenIn(notification(movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1")));
        assertThat(statusOf(1)).isEqualTo(LineStatus.EXECUTED);
        takenIn(
                "import-2",
                MUNICIPALITY,
                notification(movement("CRDT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1")));

        assertThat(statusOf(1)).isEqualTo(LineStatus.RETURNED);
        assertThat(statusOf(2)).isNull();
    }

    /** One file of all the municipality's accounts: what comes in on another is the payment that arrived there. */
    @Test
    void aCreditOnAnotherAccountIsNoReturnUnlessTheBankSaysSo() {
        String credit = notification(movement("CRDT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1"))
                .replace("SE9399900000000000000001", "SE6699900000000000000002");
        String back = credit.replace("</Refs>", "</Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>");

        assertThat(rules(takenIn(credit))).containsExactly("CreditMustBeToTheDebitedAccount");
        assertThat(statusOf(1)).isNull();
        assertThat(rules(takenIn("import-2", MUNICIPALITY, back))).isEmpty();
        assertThat(statusOf(1)).isEqualTo(LineStatus.RETURNED);
    }

    @Test
    void theDebitedAccountMayBeWrittenWithoutItsCountry() {
        takenIn(notification(movement("CRDT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1"))
                .replace("<IBAN>SE9399900000000000000001</IBAN>", "<Othr><Id>0000 0000 0001</Id></Othr>"));

        assertThat(statusOf(1)).isEqualTo(LineStatus.RETURNED);
    }

    @Test
    void anOrderThatWasDebitedAsOneSumIsExecutedWhereTheSumIsTheOrders() {
        String one = """
                <Ntry><Amt Ccy="SEK">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <NtryDtls><Btch><PmtInfId>%s</PmtInfId></Btch></NtryDtls></Ntry>""";

        assertThat(rules(takenIn(notification(one.formatted("2333333.33", MESSAGE)))))
                .containsExactly("BankMustTellOfTheAmountOrdered");
        assertThat(statusOf(1)).isNull();
        assertThat(rules(takenIn("import-2", MUNICIPALITY, notification(one.formatted("2333333.34", MESSAGE)))))
                .isEmpty();
        assertThat(statusOf(1)).isEqualTo(LineStatus.EXECUTED);
        assertThat(statusOf(2)).isEqualTo(LineStatus.EXECUTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AM05", "DUPL"})
    void aFileThatWasSentTwiceIsNotRejectedByTheAnswerToTheSecond(String reason) {
        takenIn(statusReport(MESSAGE, "<GrpSts>ACCP</GrpSts>", ""));
        String why = "<StsRsnInf><Rsn><Cd>" + reason + "</Cd></Rsn></StsRsnInf>";

        BankFile.Known whole = takenIn(
                "import-2",
                MUNICIPALITY,
                statusReport(MESSAGE, "<GrpSts>RJCT</GrpSts>" + why, payment(MESSAGE + "-1", "RJCT")));
        BankFile.Known one = takenIn(
                "import-3",
                MUNICIPALITY,
                statusReport(MESSAGE, "", payment(MESSAGE + "-2", "RJCT").replace("AC04", reason)));

        assertThat(rules(whole)).containsExactly("DuplicateMustNotRejectWhatWasSent");
        assertThat(rules(one)).containsExactly("DuplicateMustNotRejectWhatWasSent");
        assertThat(whole.findings().getFirst().raised().advice()).contains("order nothing of it again");
        assertThat(statusOf(1)).isEqualTo(LineStatus.ACCEPTED);
        assertThat(statusOf(2)).isEqualTo(LineStatus.ACCEPTED);
    }

    /** It would be open again, and be paid a second time. */
    @Test
    void aRejectionOfWhichOneReasonOfSeveralIsThatTheBankHasItAlreadyRejectsNothing() {
        String why = "<StsRsnInf><Rsn><Cd>NARR</Cd></Rsn></StsRsnInf><StsRsnInf><Rsn><Cd>DU01</Cd></Rsn></StsRsnInf>";

        BankFile.Known file = takenIn(statusReport(MESSAGE, "<GrpSts>RJCT</GrpSts>" + why, ""));

        assertThat(rules(file)).containsExactly("DuplicateMustNotRejectWhatWasSent");
        assertThat(file.findings().getFirst().raised().detail()).contains("NARR, DU01");
        assertThat(statusOf(1)).isNull();
    }

    @Test
    void howMuchOfOneSumIsOfAPaymentIsNotTakenForGranted() {
        String sum = """
                <Ntry><Amt Ccy="SEK">2000000.00</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <NtryDtls><TxDtls><Refs><EndToEndId>%s-1</EndToEndId></Refs></TxDtls>
                <TxDtls><Refs><EndToEndId>%s-2</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>""";

        BankFile.Known paid = takenIn(notification(sum.formatted("DBIT", MESSAGE, MESSAGE)));
        BankFile.Known back = takenIn("import-2", MUNICIPALITY, notification(sum.formatted("CRDT", MESSAGE, MESSAGE)));

        assertThat(rules(paid)).containsExactly("PaymentMustSayItsAmount", "PaymentMustSayItsAmount");
        assertThat(rules(back)).containsExactly("PaymentMustSayItsAmount", "PaymentMustSayItsAmount");
        assertThat(paid.findings().getFirst().raised().advice()).contains("statement about its order");
        assertThat(statusOf(1)).isNull();
    }

    /** The same file is taken in once, so that to bring it again when the day has come is no way out. */
    @Test
    void whatTheBankTellsOfADayAheadIsSaidByPersonsWhenTheDayHasCome() {
        BankFile.Known file = takenIn(notification(movement("DBIT", AMOUNT.toString(), "2019-01-03", MESSAGE + "-1")));

        assertThat(file.findings().getFirst().raised().advice())
                .isEqualTo("When its day has come, ask the bank, and say what became of the payment in a statement"
                        + " about its order");
    }

    @Test
    void aSumThatIsDebitedAfterARejectionIsOfTheOtherPayments() {
        takenIn(statusReport(MESSAGE, "", payment(MESSAGE + "-2", "RJCT")));
        String sum = """
                <Ntry><Amt Ccy="SEK">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <NtryDtls><Btch><PmtInfId>%s</PmtInfId></Btch></NtryDtls></Ntry>""";

        assertThat(rules(takenIn("import-2", MUNICIPALITY, notification(sum.formatted("2333333.34", MESSAGE)))))
                .containsExactly("BankMustTellOfTheAmountOrdered");
        assertThat(rules(takenIn("import-3", MUNICIPALITY, notification(sum.formatted(AMOUNT, MESSAGE)))))
                .isEmpty();
        assertThat(statusOf(1)).isEqualTo(LineStatus.EXECUTED);
        assertThat(statusOf(2)).isEqualTo(LineStatus.REJECTED);
    }

    @Test
    void aReturnThatIsTakenBackOrADebitAfterItIsForAPersonAndNeverAnotherReturn() {
        takenIn(notification(movement("DBIT", AMOUNT.toString(), "2018-12-27", MESSAGE + "-1")));
        takenIn(
                "import-2",
                MUNICIPALITY,
                notification(movement("CRDT", AMOUNT.toString(), "2018-12-28", MESSAGE + "-1")));
        String reversal = movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-2")
                .replace("<Sts>", "<RvslInd>true</RvslInd><Sts>");

        assertThat(rules(takenIn(
                        "import-3",
                        MUNICIPALITY,
                        notification(movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1") + reversal))))
                .containsExactly("WhatCameBackMustNotBePaidAgain", "ReturnMustNotBeTakenBack");
        assertThat(statusOf(1)).isEqualTo(LineStatus.RETURNED);
        assertThat(statusOf(2)).isNull();
    }

    @Test
    void referencesInCapitalsAreTheSame() {
        takenIn(notification(
                movement("DBIT", AMOUNT.toString(), "2019-01-02", (MESSAGE + "-1").toUpperCase(Locale.ROOT))));

        assertThat(statusOf(1)).isEqualTo(LineStatus.EXECUTED);
    }

    /** One id in four thousand does by chance: what came back by it would be nobody's. */
    @Test
    void anOrdersIdThatReadsAsAPersonalIdentityNumberIsAnIdAllTheSame() {
        String order =
                "0b7d0c34-11aa-5e6f-8c21-a" + SimulatedIdentityNumbers.of(LocalDate.parse("1950-01-01"), 1, "") + "f";
        String reference = OrderIds.paymentId(order, 1);
        released(order, "a-3");

        BankFile.Known accepted =
                takenIn(statusReport(OrderIds.messageId(order), "<GrpSts>PART</GrpSts>", payment(reference, "ACSP")));
        assertThat(rules(accepted)).isEmpty();
        assertThat(statusOf(order, 1)).isEqualTo(LineStatus.ACCEPTED);
        takenIn("import-2", MUNICIPALITY, notification(movement("DBIT", AMOUNT.toString(), "2019-01-02", reference)));
        assertThat(statusOf(order, 1)).isEqualTo(LineStatus.EXECUTED);
        takenIn("import-3", MUNICIPALITY, notification(movement("CRDT", AMOUNT.toString(), "2019-01-02", reference)));

        assertThat(statusOf(order, 1)).isEqualTo(LineStatus.RETURNED);
    }

    @Test
    void aReasonThatReadsAsAPersonalIdentityNumberIsNotStored() {
        String number = SimulatedIdentityNumbers.of(LocalDate.parse("1950-01-01"), 1, "-");
        String why = "<Rsn><Prtry>" + number + "</Prtry></Rsn>";

        takenIn(statusReport(MESSAGE, "", payment(MESSAGE + "-1", "RJCT").replace("<Rsn><Cd>AC04</Cd></Rsn>", why)));

        assertThat(statusOf(1)).isEqualTo(LineStatus.REJECTED);
        assertThat(ledger.log.toString()).doesNotContain(number);
    }

    /** Both ids are in the file that the bank got. */
    @Test
    void aPaymentIsFoundByItsInstructionsIdWhereTheBankPutsAnotherInFrontOfIt() {
        String back = movement("CRDT", AMOUNT.toString(), "2019-01-02", "theirs-1")
                .replace("</Refs>", "<InstrId>" + MESSAGE + "-1</InstrId></Refs>");

        takenIn(notification(back));
        takenIn(
                "import-2",
                MUNICIPALITY,
                statusReport(
                        MESSAGE,
                        "",
                        "<TxInfAndSts><OrgnlInstrId>" + MESSAGE + "-2</OrgnlInstrId>"
                                + "<OrgnlEndToEndId>theirs-2</OrgnlEndToEndId><TxSts>ACSP</TxSts></TxInfAndSts>"));

        assertThat(statusOf(1)).isEqualTo(LineStatus.RETURNED);
        assertThat(statusOf(2)).isEqualTo(LineStatus.ACCEPTED);
    }

    /** The status of a payment may be left out where the file or the block says it, and the reason stand with it alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<GrpSts>RJCT</GrpSts>|<StsRsnInf><Rsn><Cd>AM05</Cd></Rsn></StsRsnInf>",
                "<GrpSts>PART</GrpSts>|<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>DU04</Cd></Rsn></StsRsnInf>",
                "<GrpSts>PART</GrpSts><StsRsnInf><Rsn><Cd>DU04</Cd></Rsn></StsRsnInf>|<TxSts>RJCT</TxSts>"
            })
    void aDuplicateIsToldWhereverTheBankPutsItsStatusAndItsReason(String written) {
        String group = written.substring(0, written.indexOf('|'));
        String own = written.substring(written.indexOf('|') + 1);
        String payments = "<TxInfAndSts><OrgnlEndToEndId>" + MESSAGE + "-1</OrgnlEndToEndId>" + own + "</TxInfAndSts>"
                + payment(MESSAGE + "-2", "ACSP");

        assertThat(rules(takenIn(statusReport(MESSAGE, group, payments))))
                .containsExactly("DuplicateMustNotRejectWhatWasSent");
        assertThat(statusOf(1)).as("not open again").isNull();
        assertThat(statusOf(2)).isEqualTo(LineStatus.ACCEPTED);
    }

    /** The two payments are of two agreements that call their tranches alike. */
    @Test
    void whatContradictsOfSeveralPaymentsIsToldOfEach() {
        takenIn(notification(movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1")
                + movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-2")));

        BankFile.Known file = takenIn("import-2", MUNICIPALITY, statusReport(MESSAGE, "<GrpSts>RJCT</GrpSts>", ""));

        assertThat(rules(file)).containsExactly("StatusMustFollowOnTheLast", "StatusMustFollowOnTheLast");
        assertThat(file.findings())
                .extracting(finding -> finding.raised().reference())
                .containsExactly(MESSAGE + "-1", MESSAGE + "-2");
    }

    /** One movement of 1 000 kronor: one payment left the account, and another came back. */
    @Test
    void aPaymentThatGoesTheOtherWayThanItsMovementCameBack() {
        String net = """
                <Ntry><Amt Ccy="SEK">1000.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls>
                <TxDtls><Refs><EndToEndId>theirs</EndToEndId></Refs><Amt Ccy="SEK">1167666.67</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>
                <TxDtls><Refs><EndToEndId>%s-1</EndToEndId></Refs><Amt Ccy="SEK">%s</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>
                </NtryDtls></Ntry>""".formatted(MESSAGE, AMOUNT);

        assertThat(rules(takenIn(notification(net)))).isEmpty();
        assertThat(statusOf(1)).isEqualTo(LineStatus.RETURNED);
    }

    /** Of another account in the same file: what is in kronor is taken in all the same. */
    @Test
    void aMovementWithThreeDecimalsInAnotherCurrencyKeepsNothingElseOut() {
        String dinars = """
                <Ntry><Amt Ccy="KWD">10.125</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <NtryDtls><TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>""";

        BankFile.Known file = takenIn(notification(dinars.formatted("theirs")
                + dinars.formatted(MESSAGE + "-2")
                + movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1")));

        assertThat(rules(file)).containsExactly("PaymentMustBeInKronor");
        assertThat(file.findings().getFirst().raised().detail()).contains("10.125 \"KWD\"");
        assertThat(statusOf(1)).isEqualTo(LineStatus.EXECUTED);
        assertThat(statusOf(2)).isNull();
    }

    @Test
    void whatComesBackOrIsOfAFileOfOursAndNamesNoPaymentIsForAPersonToFind() {
        String entry = """
                <Ntry><Amt Ccy="SEK">%s</Amt><CdtDbtInd>%s</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <NtryDtls><TxDtls><Refs>%s</Refs>%s</TxDtls></NtryDtls></Ntry>""";
        String back = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>";
        String block = "<PmtInfId>" + MESSAGE.toUpperCase(Locale.ROOT) + "</PmtInfId>";

        BankFile.Known file = takenIn(notification(entry.formatted(AMOUNT, "CRDT", "<InstrId>theirs</InstrId>", back)
                + entry.formatted(AMOUNT, "DBIT", block, "")
                + entry.formatted("12.00", "CRDT", "<InstrId>theirs</InstrId>", "")));

        assertThat(rules(file)).containsExactly("ReturnMustNameItsPayment", "PaymentMustNameItsLine");
        assertThat(file.findings())
                .allSatisfy(finding -> assertThat(finding.raised().amount()).isEqualTo(AMOUNT));
        assertThat(file.result())
                .isNotNull()
                .satisfies(result -> assertThat(result.foreign()).isEqualTo(1));
    }

    @Test
    void paymentsMadeElsewhereAreCountedAndLeftAlone() {
        BankFile.Known file = takenIn(notification(movement("DBIT", "12.00", "2019-01-02", "rent-2019-01")
                + movement("CRDT", "13.00", "2019-01-02", "NOTPROVIDED")));

        assertThat(file.findings()).isEmpty();
        assertThat(file.result())
                .isNotNull()
                .satisfies(result -> assertThat(result.foreign()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource({
        "DBIT,1166666.66,2019-01-02,9b7d0c3411aa5e6f8c210f4b2a6d7e10-1,BankMustTellOfTheAmountOrdered",
        "DBIT,1166666.67,2019-01-02,9b7d0c3411aa5e6f8c210f4b2a6d7e10-7,LineMustBeInTheFile",
        "DBIT,1166666.67,2019-01-02,00000000000000000000000000000000-1,PaymentMustBeOfAKnownOrder",
        "DBIT,1166666.67,2019-01-03,9b7d0c3411aa5e6f8c210f4b2a6d7e10-1,ReportMustNotBeOfADayAhead"
    })
    void whatCannotBeTakenInIsKeptWithWhyAndWhatToDo(
            String direction, String amount, String day, String reference, String rule) {
        BankFile.Known file = takenIn(notification(movement(direction, amount, day, reference)
                + movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-2")));

        assertThat(file.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.raised().rule()).isEqualTo(rule);
            assertThat(finding.raised().item()).isEqualTo(1);
            assertThat(finding.raised().detail()).isNotBlank();
            assertThat(finding.raised().advice()).isNotBlank();
            assertThat(finding.raised().reference()).isEqualTo(reference);
            assertThat(finding.closed()).isNull();
        });
        assertThat(statusOf(1)).as("nothing half-done").isNull();
        assertThat(statusOf(2)).as("the rest is taken in").isEqualTo(LineStatus.EXECUTED);
    }

    @Test
    void aStatusOfAnUnknownFileIsKept() {
        assertThat(rules(takenIn(statusReport("somebody-elses", "<GrpSts>RJCT</GrpSts>", ""))))
                .containsExactly("PaymentMustBeOfAKnownOrder");
        assertThat(rules(takenIn(
                        "import-2",
                        MUNICIPALITY,
                        statusReport("00000000000000000000000000000000", "<GrpSts>RJCT</GrpSts>", ""))))
                .containsExactly("PaymentMustBeOfAKnownOrder");
    }

    @Test
    void anotherMunicipalitysFileDoesNotReachTheOrder() {
        BankFile.Known file = takenIn(
                "import-2", "0180", notification(movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1")));

        assertThat(rules(file)).containsExactly("PaymentMustBeOfAKnownOrder");
        assertThat(statusOf(1)).isNull();
    }

    @Test
    void aStatusThatContradictsWhatWasToldIsKept() {
        takenIn(statusReport(MESSAGE, "<GrpSts>RJCT</GrpSts>", ""));

        assertThat(rules(takenIn(
                        "import-2",
                        MUNICIPALITY,
                        notification(movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1")))))
                .containsExactly("StatusMustFollowOnTheLast");
        assertThat(statusOf(1)).isEqualTo(LineStatus.REJECTED);
    }

    @Test
    void aStatusThatNobodyKnowsIsKeptAndOneThatSaysNothingIsNot() {
        assertThat(rules(takenIn(
                        statusReport(MESSAGE, "", payment(MESSAGE + "-1", "XXXX") + payment(MESSAGE + "-2", "PDNG")))))
                .containsExactly("StatusMustBeKnown");
    }

    @Test
    void sumsThatDoNotAgreeAreKeptAndThePaymentsTakenIn() {
        String entry = """
                <Ntry><Amt Ccy="SEK">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <NtryDtls><TxDtls><Refs><EndToEndId>%s-1</EndToEndId></Refs><Amt Ccy="SEK">%s</Amt></TxDtls></NtryDtls></Ntry>""".formatted(MESSAGE, AMOUNT);

        assertThat(rules(takenIn(notification(entry)))).containsExactly("SumsMustAgree");
        assertThat(statusOf(1)).isEqualTo(LineStatus.EXECUTED);
    }

    @Test
    void anAmountInAnotherCurrencyIsKept() {
        String entry = """
                <Ntry><Amt Ccy="EUR">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                <NtryDtls><TxDtls><Refs><EndToEndId>%s-1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>""".formatted(AMOUNT, MESSAGE);

        assertThat(rules(takenIn(notification(entry)))).containsExactly("PaymentMustBeInKronor");
        assertThat(statusOf(1)).isNull();
    }

    @Test
    void anIntakeThatBreaksOffAnywhereIsDoneAgainAndTellsNothingTwice() {
        String xml = notification(movement("DBIT", AMOUNT.toString(), "2019-01-02", MESSAGE + "-1")
                + movement("DBIT", "1.00", "2019-01-02", MESSAGE + "-2")
                + movement("DBIT", "1.00", "2019-01-02", "00000000000000000000000000000000-1"));
        for (int step = 1; step <= 5; step++) {
            ledger.killAt(step, true);
            try {
                takenIn(xml);
            } catch (Ledger.Killed end) {
                assertThat(end).hasMessage(null);
            }
        }
        ledger.killAt(0, false);

        BankFile.Known file = takenIn(xml);

        assertThat(rules(file)).containsExactly("BankMustTellOfTheAmountOrdered", "PaymentMustBeOfAKnownOrder");
        assertThat(ledger.log).filteredOn(LineReported.class::isInstance).hasSize(1);
        assertThat(file.result())
                .isNotNull()
                .satisfies(result -> assertThat(result.taken()).isEqualTo(1));
    }
}
