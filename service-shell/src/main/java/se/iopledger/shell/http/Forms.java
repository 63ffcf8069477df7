package se.iopledger.shell.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import se.iopledger.contracts.Money;

/** What a value looks like, for whoever sent another. Never what was sent: it may be a personal identity number. */
final class Forms {
    private Forms() {}

    /** The end of a sentence that says what was wanted; says little of a type that nobody sends from outside. */
    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "of the type that is wanted here";
        }
        Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (wanted == LocalDate.class) {
            return "a date as 2022-02-16";
        }
        if (wanted == Instant.class || wanted == OffsetDateTime.class) {
            return "a time as 2022-02-16T12:00:00Z";
        }
        if (wanted == MonthDay.class) {
            return "a day of the year as --09-14";
        }
        if (wanted == Money.class) {
            return "an amount in kronor as \"264333.33\"";
        }
        if (wanted == Boolean.class) {
            return "true or false";
        }
        if (wanted == BigDecimal.class) {
            return "a number as 2.8";
        }
        if (Number.class.isAssignableFrom(wanted)) {
            return "a whole number";
        }
        if (wanted.isEnum()) {
            return "one of "
                    + Arrays.stream(wanted.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        if (wanted == String.class) {
            return "text";
        }
        return Collection.class.isAssignableFrom(wanted) || wanted.isArray() ? "a list" : "an object";
    }
}
