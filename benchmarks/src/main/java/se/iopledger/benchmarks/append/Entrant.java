package se.iopledger.benchmarks.append;

import java.util.List;
import se.iopledger.benchmarks.server.BenchmarkServer;

/**
 * Who takes part.
 *
 * @param name as the table shows it
 * @param opening makes its database and gets it ready
 */
record Entrant(String name, Opening opening) {

    static final List<Entrant> ALL = List.of(
            new Entrant("engine: this ledger", LedgerEngine::new),
            new Entrant("engine: Axon JDBC", AxonJdbcEngine::new),
            new Entrant("pgbench, 1 row per transaction", server -> new Pgbench(server, 1)),
            new Entrant("pgbench, 100 rows per transaction", server -> new Pgbench(server, 100)),
            new Entrant("pekko-persistence-jdbc", PekkoJournal::new),
            new Entrant("gateway: this ledger", LedgerGateway::new),
            new Entrant("gateway: Axon JDBC, by its starter", server -> new AxonGateway(server, false)),
            new Entrant("gateway: Axon JDBC, tuned", server -> new AxonGateway(server, true)));

    interface Opening {
        Contender on(BenchmarkServer server) throws Exception;
    }

    static Entrant named(String name) {
        return ALL.stream()
                .filter(entrant -> entrant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody is called " + name));
    }
}
