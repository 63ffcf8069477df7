package se.iopledger.shell.log;

import java.sql.SQLException;
import java.util.List;

/** A part of a service in which something may come to a halt until a person has looked at it. */
@FunctionalInterface
public interface NeedsAttention {
    /** What goes no further, for a person, as of now; empty when all is well. */
    List<String> needsAttention() throws SQLException;
}
