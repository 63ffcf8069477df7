package se.iopledger.benchmarks.append;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event that every engine stores: about 600 bytes of JSON.
 *
 * @param account the stream
 * @param number from 0
 * @param note filling
 */
record Payload(String account, long number, String note) {

    private static final String NOTE = "Simulated for a measurement, without meaning. ".repeat(12);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Payload of(String account, long number) {
        return new Payload(account, number, NOTE);
    }

    byte[] json() {
        return JSON.writeValueAsBytes(this);
    }

    static String text() {
        return new String(of("account-0", 0).json(), StandardCharsets.UTF_8);
    }
}
