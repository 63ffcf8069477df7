package se.iopledger.finance.domain.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import se.iopledger.contracts.Money;

/** The named roundings of amounts that follow a percentage. */
enum Rounding {
    /** The year's amount is raised by one year's percentage after the other, and rounded to the öre after each, half up. */
    EACH_YEAR_TO_THE_ORE_HALF_UP;

    /** @throws ArithmeticException if the amount is beyond all that can be paid */
    @CheckReturnValue
    Money raised(Money amount, BigDecimal percent) {
        BigDecimal ore = BigDecimal.valueOf(amount.ore()).multiply(BigDecimal.ONE.add(percent.movePointLeft(2)));
        return new Money(ore.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
}
