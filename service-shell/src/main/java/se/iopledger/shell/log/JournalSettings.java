package se.iopledger.shell.log;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the second copy of the service's log is kept: {@code iop.journal.*}. Needed to complete a log; where it is
 * configured a start asks the witness there, too, how far the log had come, and what is kept of other services' events can
 * be compared with the journal and rebuilt from it.
 *
 * @param address of reporting-service, such as {@code http://reporting-service:8080}
 * @param user who may read there: an AUDITOR
 * @param witnessKey the witness's public keys, separated by white space
 */
@ConfigurationProperties("iop.journal")
record JournalSettings(
        @Nullable String address,
        @Nullable String user,
        @Nullable String password,
        @Nullable String witnessKey) {
    boolean isConfigured() {
        return isGiven(address) && isGiven(user) && isGiven(password);
    }

    static boolean isGiven(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    @Override
    public String toString() {
        return "JournalSettings " + address;
    }
}
