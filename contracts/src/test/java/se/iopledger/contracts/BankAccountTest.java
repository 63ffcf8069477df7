package se.iopledger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.BankAccount.Kind;

/** Account numbers: how they are read and written, and what is refused with which words. The numbers are made up. */
class BankAccountTest {
    @ParameterizedTest
    @CsvSource({
        "BANKGIRO,9912346,991-2346",
        "BANKGIRO,991-2346,991-2346",
        "BANKGIRO,99000010,9900-0010",
        "PLUSGIRO,9000019,900001-9",
        "PLUSGIRO,90 00 01-9,900001-9",
        "PLUSGIRO,281,28-1",
        "IBAN,SE93 9990 0000 0000 0000 0001,SE9399900000000000000001",
        "IBAN,se9399900000000000000001,SE9399900000000000000001",
        "IBAN,DE89370400440532013000,DE89370400440532013000",
        "IBAN,NO9386011117947,NO9386011117947"
    })
    void aValidNumberIsAlwaysWrittenTheSameWay(Kind kind, String text, String written) {
        assertThat(new BankAccount(kind, text).number()).isEqualTo(written);
        assertThat(new BankAccount(kind, written)).isEqualTo(new BankAccount(kind, text));
        assertThat(BankAccount.flawOf(kind, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "BANKGIRO,9912345,check digit",
        "BANKGIRO,99000011,check digit",
        "BANKGIRO,991234,seven or eight digits",
        "BANKGIRO,990000101,seven or eight digits",
        "BANKGIRO,99-000010,seven or eight digits",
        "BANKGIRO,0000000,seven or eight digits",
        "BANKGIRO,9900O010,seven or eight digits",
        "PLUSGIRO,9000018,check digit",
        "PLUSGIRO,9,two to eight digits",
        "PLUSGIRO,900000190,two to eight digits",
        "PLUSGIRO,0000,two to eight digits",
        "IBAN,SE9399900000000000000002,check digits",
        "IBAN,SE939990000000000000001,length",
        "IBAN,SE93999000000000000A0001,length",
        "IBAN,US9399900000000000000001,euro payments area",
        "IBAN,9399900000000000000001,two letters"
    })
    void whatIsNoNumberOfItsKindIsRefusedWithTheRule(Kind kind, String text, String rule) {
        assertThat(BankAccount.flawOf(kind, text))
                .hasValueSatisfying(flaw -> assertThat(flaw).contains(rule));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BankAccount(kind, text))
                .withMessageContaining(rule);
    }

    @Property
    void oneMistypedDigitOfABankgiroIsAlwaysSeen(
            @ForAll @LongRange(min = 100_000, max = 9_999_999) long stem,
            @ForAll @IntRange(max = 6) int at,
            @ForAll @IntRange(min = 1, max = 9) int off) {
        String valid = withCheckDigit(Long.toString(stem));
        int index = at % valid.length();
        String mistyped =
                valid.substring(0, index) + (valid.charAt(index) - '0' + off) % 10 + valid.substring(index + 1);
        assertThat(Bankgiro.flawOf(valid)).isEmpty();
        assertThat(Bankgiro.flawOf(mistyped)).isPresent();
    }

    @Property
    void oneMistypedDigitOfAnIbanIsAlwaysSeen(
            @ForAll @IntRange(min = 2, max = 23) int at, @ForAll @IntRange(min = 1, max = 9) int off) {
        String valid = "SE9399900000000000000001";
        String mistyped = valid.substring(0, at) + (valid.charAt(at) - '0' + off) % 10 + valid.substring(at + 1);
        assertThat(Iban.flawOf(mistyped)).contains(Iban.Flaw.WRONG_CHECK_DIGITS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"18", "12345674", "2022000109", "1234 5674"})
    void anOcrReferenceIsDigitsWithACheckDigit(String text) {
        assertThat(new OcrReference(text).value()).isEqualTo(text.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "12345675,WRONG_CHECK_DIGIT",
        "1,NOT_TWO_TO_25_DIGITS",
        "12345678901234567890123456,NOT_TWO_TO_25_DIGITS",
        "1234-5674,NOT_TWO_TO_25_DIGITS",
        "00,NOT_TWO_TO_25_DIGITS"
    })
    void otherReferencesAreRefused(String text, OcrReference.Flaw flaw) {
        assertThat(OcrReference.flawOf(text)).contains(flaw);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OcrReference(text))
                .withMessage(flaw.explanation());
    }

    @ParameterizedTest
    @CsvSource({"2022000109,", "12345674,WRONG_LENGTH_DIGIT"})
    void aRecipientWhoseReferencesSayTheirLengthHasItChecked(String text, OcrReference.Flaw flaw) {
        OcrReference reference = new OcrReference(text);
        assertThat(reference.flawBy(OcrReference.LengthDigit.LAST_BUT_ONE).orElse(null))
                .isEqualTo(flaw);
        assertThat(reference.flawBy(OcrReference.LengthDigit.NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"18,LENGTH_NOT_FOR_PLUSGIRO", "12345674,", "1234567890123452,LENGTH_NOT_FOR_PLUSGIRO"})
    void aPlusgiroTakesFiveToFifteenDigits(String text, OcrReference.Flaw flaw) {
        OcrReference reference = new OcrReference(text);
        assertThat(reference.flawFor(Kind.PLUSGIRO).orElse(null)).isEqualTo(flaw);
        assertThat(reference.flawFor(Kind.BANKGIRO)).isEmpty();
    }

    private static String withCheckDigit(String stem) {
        for (int digit = 0; digit < 10; digit++) {
            if (Luhn.isValid(stem + digit)) {
                return stem + digit;
            }
        }
        throw new IllegalStateException("one digit always fits");
    }
}
