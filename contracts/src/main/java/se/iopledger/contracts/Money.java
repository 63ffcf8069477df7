package se.iopledger.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.errorprone.annotations.CheckReturnValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An amount in Swedish kronor, exact to the öre. In JSON it is written as a string with two decimals and a dot,
 * {@code "1166666.67"}; a number is read as well, digit by digit and never by way of floating point.
 *
 * @param ore the amount in öre; may be negative
 */
@CheckReturnValue
@JsonDeserialize(using = MoneyReader.class)
public record Money(long ore) implements Comparable<Money> {
    /** The largest amount of either sign that is accepted from outside: 100 billion kronor, in öre. */
    public static final long LARGEST_ORE = 100_000_000_000_00L;

    public static final Money ZERO = new Money(0);

    private static final Pattern WRITTEN = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,2})?");

    public static Money ofKronor(long kronor) {
        return new Money(Math.multiplyExact(kronor, 100L));
    }

    /**
     * Reads an amount in kronor with at most two decimals.
     *
     * @throws IllegalArgumentException if it has more than two decimals or is beyond {@link #LARGEST_ORE}; nothing is
     *     ever rounded on the way in
     */
    public static Money ofKronor(BigDecimal kronor) {
        // Looked at before any arithmetic: 1e999999999 would otherwise be written out digit by digit.
        if (kronor.signum() != 0 && (kronor.precision() - (long) kronor.scale() > 13 || kronor.scale() > 1000)) {
            throw new IllegalArgumentException("an amount is at most 100 000 000 000 kronor");
        }
        BigDecimal exact = kronor.stripTrailingZeros();
        if (exact.scale() > 2) {
            throw new IllegalArgumentException("an amount has at most two decimals, this has " + exact.scale());
        }
        long ore = exact.movePointRight(2).setScale(0, RoundingMode.UNNECESSARY).longValueExact();
        if (Math.abs(ore) > LARGEST_ORE) {
            throw new IllegalArgumentException("an amount is at most 100 000 000 000 kronor");
        }
        return new Money(ore);
    }

    /** Reads {@code "1166666.67"}: digits, an optional dot with one or two decimals, an optional leading minus. */
    public static Money parse(String kronor) {
        if (!WRITTEN.matcher(kronor).matches()) {
            throw new IllegalArgumentException(
                    "an amount is kronor in digits with at most two decimals after a dot, as 1166666.67");
        }
        return ofKronor(new BigDecimal(kronor));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(ore, other.ore));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(ore, other.ore));
    }

    public boolean isNegative() {
        return ore < 0;
    }

    /**
     * Splits into equal parts by the rule <em>remainder first</em>: what does not divide evenly is spread one öre each
     * over the first parts, so that the sum is always the whole (agreements.md, "Worked figures").
     *
     * @param parts how many, at least one
     */
    public List<Money> split(int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("an amount is split into at least one part, not " + parts);
        }
        long each = Math.floorDiv(ore, (long) parts);
        int remainder = Math.floorMod(ore, parts);
        List<Money> split = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            split.add(new Money(part < remainder ? each + 1 : each));
        }
        return List.copyOf(split);
    }

    public static Money sum(Iterable<Money> amounts) {
        Money sum = ZERO;
        for (Money amount : amounts) {
            sum = sum.plus(amount);
        }
        return sum;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(ore, other.ore);
    }

    /** As Swedes write it, for a person: {@code 1 166 666,67 kr}, with plain spaces. */
    public String inSwedish() {
        String digits = BigDecimal.valueOf(ore, 2).abs().toPlainString();
        String grouped = digits.substring(0, digits.length() - 3).replaceAll("(?<=\\d)(?=(?:\\d{3})+$)", " ");
        return (ore < 0 ? "−" : "") + grouped + "," + digits.substring(digits.length() - 2) + " kr";
    }

    /** Kronor with two decimals and a dot, as in JSON. */
    @JsonValue
    @Override
    public String toString() {
        return BigDecimal.valueOf(ore, 2).toPlainString();
    }
}
