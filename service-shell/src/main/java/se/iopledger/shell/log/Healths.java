package se.iopledger.shell.log;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import se.iopledger.eventlog.Failure;

/** Health from what went wrong last. */
final class Healths {
    private Healths() {}

    static Health of(List<Optional<Failure>> failures) {
        List<Failure> present = failures.stream().flatMap(Optional::stream).toList();
        return present.isEmpty()
                ? Health.up().build()
                : Health.down()
                        .withDetail(
                                "failures", present.stream().map(Failure::what).toList())
                        .withDetail("since", present.getFirst().at().toString())
                        .build();
    }
}
