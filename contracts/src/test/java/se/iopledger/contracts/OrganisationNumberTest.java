package se.iopledger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

class OrganisationNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"212000-0217", "802003-1954", "802478-3436"})
    void theNumbersOfTheAgreementsAreRead(String number) {
        assertThat(new OrganisationNumber(number)).hasToString(number);
    }

    @ParameterizedTest
    @CsvSource({"8020031954,802003-1954", "168020031954,802003-1954", "16802003-1954,802003-1954"})
    void isAlwaysWrittenWithAHyphenAndWithoutPrefix(String text, String written) {
        assertThat(new OrganisationNumber(text)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "802003", "802003-195", "802003-19541", "802003 1954", "80200A-1954", "1 802003-1954"})
    void otherTextIsRefused(String text) {
        assertThat(OrganisationNumber.flawOf(text)).contains(OrganisationNumber.Flaw.NOT_TEN_DIGITS);
        assertThatIllegalArgumentException().isThrownBy(() -> new OrganisationNumber(text));
    }

    @Property
    void everyOtherCheckDigitIsWrong(@ForAll @IntRange(min = 0, max = 9) int digit) {
        String text = "802003-195" + digit;
        assertThat(OrganisationNumber.flawOf(text).isEmpty()).isEqualTo(digit == 4);
        if (digit != 4) {
            assertThat(OrganisationNumber.flawOf(text)).contains(OrganisationNumber.Flaw.WRONG_CHECK_DIGIT);
        }
    }

    @Property
    void noPersonalIdentityNumberPasses(@ForAll @IntRange(min = 0, max = 35_000) int days) {
        String personal = SimulatedIdentityNumbers.of(LocalDate.of(1925, 1, 1).plusDays(days), 0, "-");
        assertThat(OrganisationNumber.flawOf(personal))
                .contains(OrganisationNumber.Flaw.THIRD_AND_FOURTH_DIGIT_BELOW_20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrganisationNumber(personal))
                .withMessageNotContaining(personal);
    }
}
