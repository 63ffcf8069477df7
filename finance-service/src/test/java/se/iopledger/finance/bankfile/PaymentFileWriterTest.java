package se.iopledger.finance.bankfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OcrReference;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.bankfile.BankXml.Piece;
import se.iopledger.finance.bankfile.PaymentFile.Payer;
import se.iopledger.finance.bankfile.PaymentFile.Payment;
import se.iopledger.finance.bankfile.PaymentFileWriter.Version;

/** What stands in a file of payments, element by element, and what is never written. Everything in it is made up. */
class PaymentFileWriterTest {
    private static final String ID = "9b7d0c3411aa5e6f8c210f4b2a6d7e10";
    private static final Payer PAYER =
            new Payer("Simulerade kommunen", BankAccount.iban("SE9399900000000000000001"), "SIMUSESS", "SIMULATED-17");

    private static Payment toBankgiro() {
        return new Payment(
                ID + "-1",
                Money.parse("1166666.67"),
                "Uppsala Stadsmission",
                BankAccount.bankgiro("9900-0010"),
                null,
                "UPP 2022-1");
    }

    private static PaymentFile file(Payment... payments) {
        return new PaymentFile(
                ID,
                OffsetDateTime.parse("2022-01-02T10:30:15.123+01:00"),
                LocalDate.parse("2022-01-03"),
                PAYER,
                List.of(payments));
    }

    private static Piece written(PaymentFile file, Version version) {
        BankXml xml = BankXml.open(new ByteArrayInputStream(PaymentFileWriter.write(file, version)));
        assertThat(xml.namespace()).isEqualTo("urn:iso:std:iso:20022:tech:xsd:" + version.message());
        Piece document = xml.take();
        xml.end();
        return document.children().getFirst();
    }

    @Test
    @Clause("UPP-6")
    void anAdvanceTrancheToABankgiroIsOnePaymentWithItsMessage() {
        Piece message = written(file(toBankgiro()), Version.V03);

        assertThat(message.at("GrpHdr", "MsgId")).isEqualTo(ID);
        assertThat(message.at("GrpHdr", "CreDtTm")).isEqualTo("2022-01-02T10:30:15");
        assertThat(message.at("GrpHdr", "NbOfTxs")).isEqualTo("1");
        assertThat(message.at("GrpHdr", "CtrlSum")).isEqualTo("1166666.67");
        assertThat(message.at("GrpHdr", "InitgPty", "Id", "OrgId", "Othr", "Id"))
                .isEqualTo("SIMULATED-17");
        Piece block = message.all("PmtInf").getFirst();
        assertThat(block.at("PmtMtd")).isEqualTo("TRF");
        assertThat(block.at("ReqdExctnDt")).isEqualTo("2022-01-03");
        assertThat(block.at("DbtrAcct", "Id", "IBAN")).isEqualTo("SE9399900000000000000001");
        assertThat(block.at("DbtrAgt", "FinInstnId", "BIC")).isEqualTo("SIMUSESS");
        Piece payment = block.all("CdtTrfTxInf").getFirst();
        assertThat(payment.at("PmtId", "EndToEndId")).isEqualTo(ID + "-1").hasSizeLessThanOrEqualTo(35);
        assertThat(payment.at("Amt", "InstdAmt")).isEqualTo("1166666.67");
        assertThat(Objects.requireNonNull(payment.piece("Amt", "InstdAmt")).currency())
                .isEqualTo("SEK");
        assertThat(payment.at("CdtrAgt", "FinInstnId", "ClrSysMmbId", "ClrSysId", "Cd"))
                .isEqualTo("SESBA");
        assertThat(payment.at("CdtrAgt", "FinInstnId", "ClrSysMmbId", "MmbId")).isEqualTo("9900");
        assertThat(payment.at("CdtrAcct", "Id", "Othr", "Id")).isEqualTo("99000010");
        assertThat(payment.at("CdtrAcct", "Id", "Othr", "SchmeNm", "Prtry")).isEqualTo("BGNR");
        assertThat(payment.at("RmtInf", "Ustrd")).isEqualTo("UPP 2022-1");
    }

    @Test
    void aPlusgiroGoesThroughItsOwnMemberAndAnOcrIsAStructuredReference() {
        Piece payment = written(
                        file(new Payment(
                                ID + "-1",
                                Money.parse("0.01"),
                                "Kvinnojouren Lund",
                                BankAccount.plusgiro("900001-9"),
                                new OcrReference("2022000109"),
                                null)),
                        Version.V03)
                .all("PmtInf")
                .getFirst()
                .all("CdtTrfTxInf")
                .getFirst();

        assertThat(payment.at("CdtrAgt", "FinInstnId", "ClrSysMmbId", "MmbId")).isEqualTo("9960");
        assertThat(payment.at("CdtrAcct", "Id", "Othr", "SchmeNm", "Prtry")).isEqualTo("PGNR");
        assertThat(payment.at("RmtInf", "Strd", "CdtrRefInf", "Tp", "CdOrPrtry", "Cd"))
                .isEqualTo("SCOR");
        assertThat(payment.at("RmtInf", "Strd", "CdtrRefInf", "Ref")).isEqualTo("2022000109");
        assertThat(payment.at("RmtInf", "Ustrd")).isNull();
    }

    @Test
    void anIbanNamesItsBankItself() {
        Piece payment = written(
                        file(new Payment(
                                ID + "-1",
                                Money.parse("5.00"),
                                "Kvinnojouren Lund",
                                BankAccount.iban("SE6699900000000000000002"),
                                null,
                                "LUN 2022-1")),
                        Version.V09)
                .all("PmtInf")
                .getFirst()
                .all("CdtTrfTxInf")
                .getFirst();

        assertThat(payment.piece("CdtrAgt")).isNull();
        assertThat(payment.at("CdtrAcct", "Id", "IBAN")).isEqualTo("SE6699900000000000000002");
    }

    @Test
    void theNewerVersionNamesTheBankOtherwiseAndWrapsTheDay() {
        Piece block = written(file(toBankgiro()), Version.V09).all("PmtInf").getFirst();

        assertThat(block.at("ReqdExctnDt", "Dt")).isEqualTo("2022-01-03");
        assertThat(block.at("DbtrAgt", "FinInstnId", "BICFI")).isEqualTo("SIMUSESS");
        assertThat(block.at("DbtrAgt", "FinInstnId", "BIC")).isNull();
    }

    /** The order of elements that the message definition fixes; what is not listed is not written. */
    @ParameterizedTest
    @EnumSource
    void elementsStandInTheOrderOfTheMessageDefinition(Version version) {
        Map<String, List<String>> sequences = Map.of(
                "CstmrCdtTrfInitn", List.of("GrpHdr", "PmtInf"),
                "GrpHdr", List.of("MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "InitgPty"),
                "PmtInf",
                        List.of(
                                "PmtInfId",
                                "PmtMtd",
                                "NbOfTxs",
                                "CtrlSum",
                                "PmtTpInf",
                                "ReqdExctnDt",
                                "Dbtr",
                                "DbtrAcct",
                                "DbtrAgt",
                                "ChrgBr",
                                "CdtTrfTxInf"),
                "CdtTrfTxInf", List.of("PmtId", "Amt", "CdtrAgt", "Cdtr", "CdtrAcct", "RmtInf"),
                "PmtId", List.of("InstrId", "EndToEndId"),
                "DbtrAcct", List.of("Id", "Ccy"),
                "ClrSysMmbId", List.of("ClrSysId", "MmbId"),
                "CdtrRefInf", List.of("Tp", "Ref"));
        check(written(file(toBankgiro()), version), sequences);
    }

    private static void check(Piece piece, Map<String, List<String>> sequences) {
        List<String> fixed = sequences.get(piece.name());
        List<String> found =
                piece.children().stream().map(Piece::name).distinct().toList();
        if (fixed != null) {
            List<String> expected = new ArrayList<>(fixed);
            expected.retainAll(found);
            assertThat(found).as(piece.name()).isEqualTo(expected);
        }
        piece.children().forEach(child -> check(child, sequences));
    }

    @Test
    void markupInANameIsNeverWrittenAsMarkup() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentFileWriter.write(file(named("Evil</Nm><Nm>Other")), Version.V03))
                .withMessageContaining("U+003C");
    }

    private static Payment named(String name) {
        return new Payment(ID + "-1", Money.parse("1.00"), name, BankAccount.bankgiro("9900-0010"), null, "UPP 2022-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Barn & Vuxna|\"&\" (U+0026)",
                "Łódź|U+0141",
                "Förening 🕊|U+1F54A",
                "Föreningen ”Hopp”|U+201D",
            })
    void aCharacterThatBanksDoNotTakeIsReportedAndNeverDropped(String name, String what) {
        assertThat(file(named(name)).flaws())
                .singleElement()
                .asString()
                .contains(what, "of payment " + ID + "-1", "write it otherwise");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        PaymentFile wrong = new PaymentFile(
                "an id that is much too long for a message",
                OffsetDateTime.parse("2022-01-02T10:30:15+01:00"),
                LocalDate.parse("2022-01-03"),
                new Payer("&", BankAccount.bankgiro("9900-0010"), "SIMUSESS", null),
                List.of(
                        new Payment(
                                "a", Money.ZERO, "A", BankAccount.plusgiro("900001-9"), new OcrReference("18"), "x"),
                        new Payment(
                                "a",
                                Money.parse("1.00"),
                                "A",
                                BankAccount.bankgiro("9900-0010"),
                                null,
                                "a message of more than 25 characters")));

        assertThat(wrong.flaws())
                .hasSize(7)
                .anySatisfy(flaw -> assertThat(flaw).contains("the file's id"))
                .anySatisfy(flaw -> assertThat(flaw).contains("the payer's name"))
                .anySatisfy(flaw -> assertThat(flaw).contains("not above zero"))
                .anySatisfy(flaw -> assertThat(flaw).contains("and not both"))
                .anySatisfy(flaw -> assertThat(flaw).contains("five to 15 digits"))
                .anySatisfy(flaw -> assertThat(flaw).contains("two payments have the id a"))
                .anySatisfy(flaw -> assertThat(flaw).contains("the message of payment a has more than the 25"));
        assertThat(file().flaws()).containsExactly("there is no payment");
    }

    @Property
    void theSameContentGivesTheSameBytesAndControlSumsAreThoseOfThePayments(
            @ForAll("files") PaymentFile file, @ForAll Version version) {
        byte[] once = PaymentFileWriter.write(file, version);

        assertThat(PaymentFileWriter.write(file, version)).isEqualTo(once);
        Piece message = written(file, version);
        List<Piece> payments = message.all("PmtInf").getFirst().all("CdtTrfTxInf");
        BigDecimal sum = payments.stream()
                .map(payment -> new BigDecimal(payment.at("Amt", "InstdAmt")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(message.at("GrpHdr", "CtrlSum"))).isEqualByComparingTo(sum);
        assertThat(new BigDecimal(message.at("PmtInf", "CtrlSum"))).isEqualByComparingTo(sum);
        assertThat(message.at("GrpHdr", "NbOfTxs")).isEqualTo(Integer.toString(payments.size()));
        assertThat(payments)
                .extracting(payment -> payment.at("Cdtr", "Nm"))
                .isEqualTo(file.payments().stream().map(Payment::name).toList());
        assertThat(payments)
                .extracting(payment -> payment.at("PmtId", "EndToEndId"))
                .doesNotHaveDuplicates();
        assertThat(new String(once, StandardCharsets.UTF_8)).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    @Provide
    Arbitrary<PaymentFile> files() {
        Arbitrary<String> names =
                Arbitraries.of("Uppsala Stadsmission", "Kvinnojouren Lund", "Åsö Ideella Förening", "S:t Görans (1)");
        Arbitrary<BankAccount> accounts = Arbitraries.of(
                BankAccount.bankgiro("9900-0010"),
                BankAccount.plusgiro("900001-9"),
                BankAccount.iban("SE6699900000000000000002"));
        Arbitrary<Payment> payments = Combinators.combine(
                        Arbitraries.longs().between(1, Money.LARGEST_ORE / 100),
                        names,
                        accounts,
                        Arbitraries.of(true, false))
                .as((ore, name, account, ocr) -> new Payment(
                        "x",
                        new Money(ore),
                        name,
                        account,
                        ocr ? new OcrReference("2022000109") : null,
                        ocr ? null : "UPP 2022-1"));
        return payments.list().ofMinSize(1).ofMaxSize(30).map(PaymentFileWriterTest::numbered);
    }

    private static PaymentFile numbered(List<Payment> payments) {
        List<Payment> numbered = new ArrayList<>();
        for (Payment payment : payments) {
            numbered.add(new Payment(
                    ID + "-" + (numbered.size() + 1),
                    payment.amount(),
                    payment.name(),
                    payment.account(),
                    payment.ocr(),
                    payment.message()));
        }
        return file(numbered.toArray(Payment[]::new));
    }
}
