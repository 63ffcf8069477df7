package se.iopledger.contracts;

import java.util.Optional;

/**
 * An account that money is paid to, or from: its kind and its number, which is a valid one of that kind.
 *
 * @param number as the kind is always written: {@code 991-2346}, {@code 28-1}, {@code SE4550000000058398257466}
 */
public record BankAccount(Kind kind, String number) {
    /** @throws IllegalArgumentException naming the rule that the number breaks */
    public BankAccount {
        number = switch (kind) {
            case BANKGIRO -> new Bankgiro(number).value();
            case PLUSGIRO -> new Plusgiro(number).value();
            case IBAN -> new Iban(number).value();
        };
    }

    /** What sort of account. */
    public enum Kind {
        BANKGIRO,
        PLUSGIRO,
        IBAN
    }

    public static BankAccount bankgiro(String number) {
        return new BankAccount(Kind.BANKGIRO, number);
    }

    public static BankAccount plusgiro(String number) {
        return new BankAccount(Kind.PLUSGIRO, number);
    }

    public static BankAccount iban(String number) {
        return new BankAccount(Kind.IBAN, number);
    }

    /** The rule that a number breaks as one of its kind, for a person; empty where it is valid. */
    public static Optional<String> flawOf(Kind kind, String number) {
        return switch (kind) {
            case BANKGIRO -> Bankgiro.flawOf(number).map(Bankgiro.Flaw::explanation);
            case PLUSGIRO -> Plusgiro.flawOf(number).map(Plusgiro.Flaw::explanation);
            case IBAN -> Iban.flawOf(number).map(Iban.Flaw::explanation);
        };
    }

    /** The number as a bank file wants it: without hyphens. */
    public String packed() {
        return number.replace("-", "");
    }

    @Override
    public String toString() {
        return switch (kind) {
            case BANKGIRO -> "bankgiro " + number;
            case PLUSGIRO -> "plusgiro " + number;
            case IBAN -> "IBAN " + number;
        };
    }
}
