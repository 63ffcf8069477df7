package se.iopledger.finance.order;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where agreement-service answers: {@code iop.agreements.*}. Without it no payment order gets beyond its reservations.
 *
 * @param address such as {@code http://agreement-service:8080}
 * @param user who may read the agreements of every municipality that pays here
 */
@ConfigurationProperties("iop.agreements")
record AgreementServiceSettings(
        @Nullable String address,
        @Nullable String user,
        @Nullable String password) {
    boolean isConfigured() {
        return isGiven(address) && isGiven(user) && isGiven(password);
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    /** Without a slash at its end. */
    String base() {
        return address == null ? "" : address.replaceFirst("/+$", "");
    }

    @Override
    public String toString() {
        return "AgreementServiceSettings " + address;
    }
}
