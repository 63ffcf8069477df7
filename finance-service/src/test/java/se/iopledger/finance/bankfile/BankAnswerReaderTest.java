package se.iopledger.finance.bankfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.Money;
import se.iopledger.finance.bankfile.BankAnswer.AccountReport;
import se.iopledger.finance.bankfile.BankAnswer.Direction;
import se.iopledger.finance.bankfile.BankAnswer.Entry;
import se.iopledger.finance.bankfile.BankAnswer.Status;
import se.iopledger.finance.bankfile.BankAnswer.StatusReport;
import se.iopledger.finance.bankfile.BankAnswer.Transaction;

/** What banks' files say, in the ways that banks write, and what is refused. Everything in them is made up. */
class BankAnswerReaderTest {
    private static final String PREFIX = "urn:iso:std:iso:20022:tech:xsd:";

    private static BankAnswer read(String xml) {
        return BankAnswerReader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static UnreadableFile refusal(InputStream bytes) {
        return catchThrowableOfType(UnreadableFile.class, () -> BankAnswerReader.read(bytes));
    }

    private static UnreadableFile refusal(String xml) {
        return refusal(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String document(String message, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Document xmlns=\"" + PREFIX + message + "\">" + content
                + "</Document>";
    }

    private static String statusReport(String message, String groupStatus, String blocks) {
        return document(message, """
                <CstmrPmtStsRpt>
                  <GrpHdr><MsgId>SIM-1</MsgId><CreDtTm>2022-01-02T12:00:00</CreDtTm></GrpHdr>
                  <OrgnlGrpInfAndSts><OrgnlMsgId>order-a</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId>%s</OrgnlGrpInfAndSts>
                  %s
                </CstmrPmtStsRpt>""".formatted(groupStatus, blocks));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pain.002.001.03", "pain.002.001.10"})
    void aStatusReportTellsOfTheWholeFileOfBlocksAndOfPayments(String message) {
        StatusReport report = (StatusReport) read(statusReport(message, "<GrpSts>PART</GrpSts>", """
                <OrgnlPmtInfAndSts>
                  <OrgnlPmtInfId>order-a</OrgnlPmtInfId><OrgnlNbOfTxs>2</OrgnlNbOfTxs><PmtInfSts>PART</PmtInfSts>
                  <TxInfAndSts>
                    <OrgnlInstrId>order-a-1</OrgnlInstrId><OrgnlEndToEndId>order-a-1</OrgnlEndToEndId><TxSts>ACSP</TxSts>
                  </TxInfAndSts>
                  <TxInfAndSts>
                    <OrgnlEndToEndId>order-a-2</OrgnlEndToEndId><TxSts>RJCT</TxSts>
                    <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Account closed</AddtlInf></StsRsnInf>
                    <OrgnlTxRef><Amt><InstdAmt Ccy="SEK">190000.00</InstdAmt></Amt></OrgnlTxRef>
                  </TxInfAndSts>
                </OrgnlPmtInfAndSts>"""));

        assertThat(report.message().message()).isEqualTo(message);
        assertThat(report.originalMessageId()).isEqualTo("order-a");
        assertThat(report.status()).isEqualTo(new Status("PART", List.of(), null));
        assertThat(report.blocks()).singleElement().satisfies(block -> {
            assertThat(block.payments()).hasSize(2);
            assertThat(block.payments().get(0).status()).isEqualTo(new Status("ACSP", List.of(), null));
            assertThat(block.payments().get(1).status())
                    .isEqualTo(new Status("RJCT", List.of("AC04"), "Account closed"));
            assertThat(Objects.requireNonNull(block.payments().get(1).amount()).kronor())
                    .isEqualTo(Money.parse("190000.00"));
        });
        assertThat(report.contradictions()).isEmpty();
    }

    @Test
    void aStatusOfTheWholeFileAloneIsRead() {
        StatusReport report = (StatusReport) read(statusReport("pain.002.001.03", """
                <GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Prtry>DU01</Prtry></Rsn></StsRsnInf>""", ""));

        assertThat(report.status()).isEqualTo(new Status("RJCT", List.of("DU01"), null));
        assertThat(report.blocks()).isEmpty();
    }

    private static String notification(String message, String entries) {
        return document(message, """
                <BkToCstmrDbtCdtNtfctn>
                  <GrpHdr><MsgId>SIM-2</MsgId><CreDtTm>2022-01-03T20:00:00</CreDtTm></GrpHdr>
                  <Ntfctn><Id>N-1</Id><CreDtTm>2022-01-03T20:00:00</CreDtTm>
                    <Acct><Id><Othr><Id>99000028</Id><SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id></Acct>
                    %s
                  </Ntfctn>
                </BkToCstmrDbtCdtNtfctn>""".formatted(entries));
    }

    private static Entry only(BankAnswer answer) {
        return ((AccountReport) answer).statements().getFirst().entries().getFirst();
    }

    @Test
    void theOlderNotificationWritesStatusAsTextAndAmountsInDetails() {
        BankAnswer answer = read(notification("camt.054.001.02", """
                <Ntry><Amt Ccy="SEK">190000.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
                  <BookgDt><Dt>2022-01-03</Dt></BookgDt>
                  <NtryDtls>
                    <TxDtls><Refs><EndToEndId>order-a-1</EndToEndId></Refs>
                      <AmtDtls><TxAmt><Amt Ccy="SEK">190000.00</Amt></TxAmt></AmtDtls>
                      <RltdPties><CdtrAcct><Id><Othr><Id>99000010</Id><SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id></CdtrAcct></RltdPties>
                      <RmtInf><Ustrd>LUN 2022-1</Ustrd></RmtInf></TxDtls>
                    <TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
                      <AmtDtls><TxAmt><Amt Ccy="SEK">0.50</Amt></TxAmt></AmtDtls>
                      <RltdPties><CdtrAcct><Id><Othr><Id>9000019</Id><SchmeNm><Prtry>NURG</Prtry></SchmeNm></Othr></Id></CdtrAcct></RltdPties>
                      <RmtInf><Strd><CdtrRefInf><Ref>2022000109</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
                  </NtryDtls></Ntry>"""));

        Entry entry = only(answer);
        assertThat(entry.direction()).isEqualTo(Direction.OUT);
        assertThat(entry.booked()).isTrue();
        assertThat(entry.bookedOn()).isEqualTo("2022-01-03");
        assertThat(entry.transactions()).hasSize(2);
        Transaction first = entry.transactions().get(0);
        assertThat(first.endToEndId()).isEqualTo("order-a-1");
        assertThat(first.account()).isEqualTo("99000010");
        assertThat(first.message()).isEqualTo("LUN 2022-1");
        assertThat(entry.transactions().get(1).endToEndId()).isNull();
        assertThat(entry.transactions().get(1).reference()).isEqualTo("2022000109");
        assertThat(answer.contradictions()).isEmpty();
        assertThat(answer.dialects())
                .containsExactly(
                        "amounts of payments stand in AmtDtls/TxAmt", "giro written BGNR", "plusgiro written NURG");
    }

    @Test
    void theNewerNotificationTellsAReturnWithItsReason() {
        Entry entry = only(read(notification("camt.054.001.08", """
                <Ntry><Amt Ccy="SEK">190000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                  <BookgDt><DtTm>2022-01-05T09:00:00+01:00</DtTm></BookgDt>
                  <NtryDtls><TxDtls><Refs><EndToEndId>order-a-1</EndToEndId></Refs><Amt Ccy="SEK">190000.00</Amt>
                    <RtrInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>No such account</AddtlInf></RtrInf></TxDtls></NtryDtls></Ntry>""")));

        assertThat(entry.direction()).isEqualTo(Direction.IN);
        assertThat(entry.bookedOn()).isEqualTo("2022-01-05");
        assertThat(entry.transactions())
                .singleElement()
                .satisfies(back ->
                        assertThat(back.returned()).isEqualTo(new Status("RTRN", List.of("AC01"), "No such account")));
    }

    @Test
    void aBlockThatIsBookedAsOneNamesItsId() {
        Entry entry = only(read(notification("camt.054.001.08", """
                <Ntry><Amt Ccy="SEK">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
                  <NtryDtls><Btch><PmtInfId>order-a</PmtInfId><NbOfTxs>3</NbOfTxs></Btch></NtryDtls></Ntry>""")));

        assertThat(entry.paymentInformationId()).isEqualTo("order-a");
        assertThat(entry.booked()).isFalse();
        assertThat(entry.transactions()).isEmpty();
    }

    private static String statement(String closing, String entryAmount, String partAmount) {
        return document("camt.053.001.02", """
                <BkToCstmrStmt>
                  <GrpHdr><MsgId>SIM-3</MsgId><CreDtTm>2022-01-03T20:00:00</CreDtTm></GrpHdr>
                  <Stmt><Id>S-1</Id><Acct><Id><IBAN>SE9399900000000000000001</IBAN></Id></Acct>
                    <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
                    <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="SEK">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd></Bal>
                    <Ntry><Amt Ccy="SEK">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
                      <NtryDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="SEK">%s</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls></Ntry>
                    <Ntry><Amt Ccy="SEK">7.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts></Ntry>
                  </Stmt>
                </BkToCstmrStmt>""".formatted(closing, entryAmount, partAmount));
    }

    @Test
    void aStatementWhoseSumsAgreeHasNoContradiction() {
        AccountReport report = (AccountReport) read(statement("50.00", "150.00", "150.00"));

        assertThat(report.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.account()).isEqualTo("SE9399900000000000000001");
            assertThat(statement.opening()).isEqualByComparingTo("100.00");
            assertThat(statement.closing()).isEqualByComparingTo("-50.00");
        });
        assertThat(report.contradictions()).isEmpty();
    }

    @Test
    void sumsThatDoNotAgreeAreTold() {
        assertThat(read(statement("50.01", "150.00", "150.00")).contradictions())
                .containsExactly(
                        "statement 1 opens with 100.00, and its movements lead to -50.00; it says that it closes with -50.01");
        assertThat(read(statement("50.00", "150.00", "149.00")).contradictions())
                .containsExactly("movement 1 is of 150.00, and its payments sum to 149.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252"})
    void whatBanksWriteInIsReadWithItsLetters(String encoding) {
        String xml = notification("camt.054.001.02", """
                <Ntry><Amt Ccy="SEK">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
                  <NtryDtls><TxDtls><RmtInf><Ustrd>Möte på ön</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>""").replace("UTF-8", encoding);

        Entry entry = only(BankAnswerReader.read(new ByteArrayInputStream(xml.getBytes(Charset.forName(encoding)))));

        assertThat(entry.transactions().getFirst().message()).isEqualTo("Möte på ön");
    }

    @Test
    void bytesThatAreNotOfTheDeclaredEncodingAreRefused() {
        String xml = notification("camt.054.001.02", "<!-- å -->");

        assertThat(refusal(new ByteArrayInputStream(xml.getBytes(StandardCharsets.ISO_8859_1)))
                        .rule())
                .isEqualTo("FileMustBeWellFormed");
        assertThat(refusal(xml.replace("UTF-8", "EBCDIC-CP-US")).rule())
                .isIn("EncodingMustBeKnown", "FileMustBeWellFormed");
        assertThat(refusal(new ByteArrayInputStream(
                                xml.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16)))
                        .rule())
                .isEqualTo("EncodingMustBeKnown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.03'><CstmrCdtTrfInitn/></Document>|pain.001.001.03",
                "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.99'><BkToCstmrStmt/></Document>|camt.053.001.99",
                "<Document><BkToCstmrStmt/></Document>|the namespace \"\"",
                "<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'/>|first element is \"Invoice\"",
                "<html><body>Log in again</body></html>|first element is \"html\"",
                "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><BkToCstmrDbtCdtNtfctn/></Document>|BkToCstmrDbtCdtNtfctn"
            })
    void anotherMessageIsRefusedByTheNameThatWasFound(String xml, String found) {
        UnreadableFile refusal = refusal(xml);

        assertThat(refusal.rule()).isEqualTo("MessageMustBeKnown");
        assertThat(refusal.detail()).contains(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE Document>|FileMustHaveNoDtd",
                "<!DOCTYPE Document SYSTEM \"file:///etc/passwd\">|FileMustHaveNoDtd",
                "<!DOCTYPE Document [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>|FileMustHaveNoDtd",
                "<!DOCTYPE Document [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>|FileMustHaveNoDtd"
            })
    void aDocumentTypeIsRefusedBeforeAnythingOfItIsDone(String doctype, String rule) {
        String xml = notification("camt.054.001.02", "").replace("<Document", doctype + "<Document");

        assertThat(refusal(xml).rule()).isEqualTo(rule);
    }

    @Test
    void anEntityThatNobodyDeclaredIsRefused() {
        assertThat(refusal(notification("camt.054.001.02", "<AddtlNtfctnInf>&secret;</AddtlNtfctnInf>"))
                        .rule())
                .isIn("FileMustBeWellFormed", "FileMustHaveNoEntities");
    }

    @Test
    void elementsThatNestWithoutEndAreRefused() {
        String deep = "<a>".repeat(10_000);

        assertThat(refusal(notification("camt.054.001.02", deep)).rule()).isEqualTo("ElementsMustNotNestDeeper");
    }

    @Test
    void moreElementsThanAnyFileHasAreRefused() {
        assertThat(refusal(notification("camt.054.001.02", "<a/>".repeat(BankXml.MOST_ELEMENTS + 1)))
                        .rule())
                .isEqualTo("FileMustFitTheLimit");
    }

    @Test
    void aTextWithoutEndIsRefused() {
        assertThat(refusal(notification(
                                "camt.054.001.02",
                                "<Ntry><AddtlNtryInf>" + "x".repeat(100_000) + "</AddtlNtryInf></Ntry>"))
                        .rule())
                .isEqualTo("TextMustFitTheLimit");
    }

    /** Made as it is read: were it held, the test's heap would show it. */
    @ParameterizedTest
    @ValueSource(
            strings = {" ", "<!-- movement -->", "<Ntry><Amt Ccy=\"SEK\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>"})
    void aHundredMegabytesAreRefusedWithoutBeingHeld(String piece) {
        byte[] begin = notification("camt.054.001.02", "§").split("§")[0].getBytes(StandardCharsets.UTF_8);
        byte[] chunk = piece.repeat(1_000_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
        List<InputStream> hundred = Collections.nCopies(100, chunk).stream()
                .<InputStream>map(ByteArrayInputStream::new)
                .toList();
        InputStream bytes = new SequenceInputStream(
                new ByteArrayInputStream(begin), new SequenceInputStream(Collections.enumeration(hundred)));

        assertThat(refusal(bytes).rule()).isEqualTo("FileMustFitTheLimit");
    }

    @Property
    void aFileThatIsBrokenOffIsRefusedWhereverItIs(@ForAll @IntRange(min = 0, max = 99) int percent) {
        String whole = statement("50.00", "150.00", "150.00").strip();
        String part = whole.substring(0, whole.length() * percent / 100);

        assertThat(refusal(part).rule()).isEqualTo("FileMustBeWellFormed");
    }

    @Test
    void whatStandsBehindTheEndIsRefused() {
        assertThat(refusal(statement("50.00", "150.00", "150.00") + "<more/>").rule())
                .isEqualTo("FileMustBeWellFormed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Ntry><Amt Ccy=\"SEK\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><NtryDtls><TxDtls><CdtDbtInd>BOTH</CdtDbtInd></TxDtls></NtryDtls></Ntry>|ValueMustBeValid|BOTH",
                "<Ntry><CdtDbtInd>DBIT</CdtDbtInd></Ntry>|ElementMustBeGiven|Amt",
                "<Ntry><Amt Ccy=\"SEK\">1.00</Amt></Ntry>|ElementMustBeGiven|CdtDbtInd",
                "<Ntry><Amt Ccy=\"SEK\">1,00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>|ValueMustBeValid|1,00",
                "<Ntry><Amt Ccy=\"SEK\">-1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>|ValueMustBeValid|-1.00",
                "<Ntry><Amt Ccy=\"SEK\">1.001</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>|ValueMustBeValid|two decimals",
                "<Ntry><Amt Ccy=\"SEK\">1e9</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>|ValueMustBeValid|1e9",
                "<Ntry><Amt Ccy=\"SEK\">1.00</Amt><CdtDbtInd>BOTH</CdtDbtInd></Ntry>|ValueMustBeValid|BOTH",
                "<Ntry><Amt Ccy=\"SEK\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2022-02-30</Dt></BookgDt></Ntry>|ValueMustBeValid|2022-02-30"
            })
    void whatIsMissingOrNoValueIsRefusedWithItsPlace(String entry, String rule, String found) {
        UnreadableFile refusal = refusal(notification("camt.054.001.08", entry));

        assertThat(refusal.rule()).isEqualTo(rule);
        assertThat(refusal.detail()).contains(found, "movement 1");
    }

    @Test
    void aStatusReportWithoutItsIdsIsRefused() {
        assertThat(refusal(statusReport("pain.002.001.03", "", """
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>a</OrgnlPmtInfId><TxInfAndSts><TxSts>RJCT</TxSts></TxInfAndSts></OrgnlPmtInfAndSts>""")).detail())
                .contains("OrgnlEndToEndId", "block 1, payment 1");
        assertThat(refusal(document(
                                "pain.002.001.03",
                                "<CstmrPmtStsRpt><GrpHdr><MsgId>a</MsgId></GrpHdr></CstmrPmtStsRpt>"))
                        .detail())
                .contains("OrgnlGrpInfAndSts");
        assertThat(refusal(document("pain.002.001.03", "")).rule()).isEqualTo("ElementMustBeGiven");
    }

    @Test
    void anotherCurrencyIsToldAndNotTakenForKronor() {
        Entry entry = only(read(notification(
                "camt.054.001.08", "<Ntry><Amt Ccy=\"EUR\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>")));

        assertThat(entry.amount().isInKronor()).isFalse();
    }

    /** An answer to a file that the bank got twice may give another reason first. */
    @Test
    void everyReasonThatABankGivesIsRead() {
        StatusReport report = (StatusReport) read(statusReport("pain.002.001.10", """
                <GrpSts>RJCT</GrpSts>
                <StsRsnInf><Rsn><Cd>NARR</Cd></Rsn><AddtlInf>See below</AddtlInf></StsRsnInf>
                <StsRsnInf><Rsn><Cd>DU01</Cd></Rsn><AddtlInf>The id was used before</AddtlInf></StsRsnInf>""", ""));

        assertThat(report.status())
                .isEqualTo(new Status("RJCT", List.of("NARR", "DU01"), "See below; The id was used before"));
    }

    @Test
    void whatIsOfAnotherNamespaceIsNotTheBanksWord() {
        String foreign = "xmlns:x=\"urn:simulated\"";
        StatusReport report =
                (StatusReport) read(statusReport("pain.002.001.03", "<x:GrpSts " + foreign + ">RJCT</x:GrpSts>", ""));
        UnreadableFile moved = refusal(notification("camt.054.001.08", "<Ntry " + foreign + """
                ><x:Amt Ccy="SEK">1.00</x:Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>"""));

        assertThat(report.status()).isNull();
        assertThat(moved.rule()).isEqualTo("ElementMustBeGiven");
        assertThat(moved.detail()).contains("Amt");
        assertThat(refusal("<Document xmlns=\"" + PREFIX + "pain.002.001.03\"><x:CstmrPmtStsRpt " + foreign
                                + "/></Document>")
                        .rule())
                .isEqualTo("MessageMustBeKnown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Amt Ccy=\"SEK\">2.00</Amt>|Amt",
                "<CdtDbtInd>CRDT</CdtDbtInd>|CdtDbtInd",
                "<Sts><Cd>PDNG</Cd></Sts>|Sts",
                "<RvslInd>true</RvslInd><RvslInd>false</RvslInd>|RvslInd",
                "<NtryDtls><TxDtls><Refs><EndToEndId>a</EndToEndId><EndToEndId>b</EndToEndId></Refs></TxDtls></NtryDtls>|EndToEndId"
            })
    void whatStandsTwiceWhereItMayStandOnceIsReadByNobody(String again, String element) {
        UnreadableFile refusal = refusal(notification("camt.054.001.08", """
                <Ntry><Amt Ccy="SEK">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>%s</Ntry>""".formatted(again)));

        assertThat(refusal.rule()).isEqualTo("ElementMustStandOnce");
        assertThat(refusal.detail()).contains(element + " stands 2 times");
    }

    @Test
    void aFileWithTwoHeadersIsReadByNobody() {
        String header = "<GrpHdr><MsgId>a</MsgId></GrpHdr>";
        String original = "<OrgnlGrpInfAndSts><OrgnlMsgId>order-a</OrgnlMsgId></OrgnlGrpInfAndSts>";

        assertThat(refusal(document(
                                "pain.002.001.03",
                                "<CstmrPmtStsRpt>" + header + original + original + "</CstmrPmtStsRpt>"))
                        .detail())
                .contains("OrgnlGrpInfAndSts stands twice");
        assertThat(refusal(document(
                                "camt.054.001.08",
                                "<BkToCstmrDbtCdtNtfctn>" + header + header + "</BkToCstmrDbtCdtNtfctn>"))
                        .detail())
                .contains("GrpHdr stands twice");
    }

    /** As a bank writes that sets every element on a line of its own: wages are a batch of thousands. */
    @Test
    void aBatchOfThousandsOfPaymentsMayBeWrittenWithIndentation() {
        String payment = """

                        <TxDtls>
                          <Refs>
                            <EndToEndId>wage</EndToEndId>
                          </Refs>
                          <Amt Ccy="SEK">1.00</Amt>
                        </TxDtls>""";

        AccountReport report =
                (AccountReport) read(notification("camt.054.001.08", """
                <Ntry>
                  <Amt Ccy="SEK">5000.00</Amt>
                  <CdtDbtInd>DBIT</CdtDbtInd>
                  <NtryDtls>%s
                  </NtryDtls>
                </Ntry>""".formatted(payment.repeat(5_000))));

        assertThat(only(report).transactions()).hasSize(5_000);
        assertThat(report.contradictions()).isEmpty();
    }

    @Test
    void aCurrencyThatIsNoneIsRefusedAndNotRepeated() {
        UnreadableFile refusal = refusal(notification(
                "camt.054.001.08",
                "<Ntry><Amt Ccy=\"" + "K".repeat(100_000) + "\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>"));

        assertThat(refusal.rule()).isEqualTo("ValueMustBeValid");
        assertThat(refusal.detail()).contains("where a currency belongs").hasSizeLessThan(200);
    }

    @Test
    void aCurrencyOfAnotherNamespaceIsNotTheBanks() {
        Entry entry = only(read(notification("camt.054.001.08", """
                <Ntry><Amt xmlns:x="urn:simulated" x:Ccy="SEK" Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Ntry>""")));

        assertThat(entry.amount().currency()).isEqualTo("EUR");
    }

    @Test
    void thePaymentsOfAMovementMayGoBothWaysAndSumToItAllTheSame() {
        String net = """
                <Ntry><Amt Ccy="SEK">%s</Amt><CdtDbtInd>DBIT</CdtDbtInd><NtryDtls>
                <TxDtls><Amt Ccy="SEK">5.00</Amt></TxDtls>
                <TxDtls><Amt Ccy="SEK">2.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls></NtryDtls></Ntry>""";

        BankAnswer answer = read(notification("camt.054.001.08", net.formatted("3.00")));
        assertThat(only(answer).transactions())
                .extracting(Transaction::direction)
                .containsExactly(null, Direction.IN);
        assertThat(answer.contradictions()).isEmpty();
        assertThat(read(notification("camt.054.001.08", net.formatted("7.00"))).contradictions())
                .containsExactly("movement 1 is of 7.00, and its payments sum to 3.00");
    }

    @Test
    void anAmountMayStandAsTheOrderedOne() {
        BankAnswer answer = read(notification("camt.054.001.02", """
                <Ntry><Amt Ccy="SEK">3.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><NtryDtls>
                <TxDtls><AmtDtls><InstdAmt><Amt Ccy="SEK">1.00</Amt></InstdAmt></AmtDtls></TxDtls>
                <TxDtls><AmtDtls><InstdAmt><Amt Ccy="SEK">2.00</Amt></InstdAmt></AmtDtls></TxDtls></NtryDtls></Ntry>"""));

        assertThat(only(answer).transactions())
                .extracting(transaction ->
                        Objects.requireNonNull(transaction.amount()).kronor())
                .containsExactly(Money.parse("1.00"), Money.parse("2.00"));
        assertThat(answer.dialects()).containsExactly("amounts of payments stand in AmtDtls/InstdAmt");
        assertThat(answer.contradictions()).isEmpty();
    }
}
