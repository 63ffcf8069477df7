package se.iopledger.eventlog.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition a stream's entries go to. As Kafka's own default partitioner, but stated, so that it stays. */
public final class Partitions {

    private Partitions() {}

    /**
     * The partition of a stream, from 0: murmur2 of the id in UTF-8, without its sign, modulo the number of partitions.
     */
    public static int of(String streamId, int partitions) {
        return Utils.toPositive(Utils.murmur2(streamId.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
