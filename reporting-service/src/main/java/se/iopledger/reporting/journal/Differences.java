package se.iopledger.reporting.journal;

import java.sql.Connection;
import java.sql.SQLException;
import se.iopledger.proofs.merkle.Hash;

/** Is told when an entry arrives that is not the one the journal has at its position. */
@FunctionalInterface
public interface Differences {
    /**
     * @param source which log, as the entry names it
     * @param kept leaf hash of the entry that the journal has, and goes on having
     * @param received leaf hash of the one that arrived
     * @param connection to write with; committed by the caller
     */
    void differs(String source, long position, Hash kept, Hash received, Connection connection) throws SQLException;
}
