package se.iopledger.reporting.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** Is told when entries do not arrive that came before others which did. */
@FunctionalInterface
public interface Gaps {
    /**
     * @param source which log, as its entries name it
     * @param first the first position that the journal lacks
     * @param last the last one that is missing for certain
     * @param lacking how many the journal lacks from the first to the last; some may be on their way in other partitions
     * @param connection to write with; committed by the caller
     */
    void missing(String source, long first, long last, long lacking, Connection connection) throws SQLException;
}
