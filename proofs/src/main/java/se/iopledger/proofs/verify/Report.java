package se.iopledger.proofs.verify;

import java.util.ArrayList;
import java.util.List;

/** What was looked at, and whether it holds. Of many things that do not hold, the first are kept and all are counted. */
public final class Report {

    private static final int KEPT_FAILURES = 20;

    private final List<Finding> findings = new ArrayList<>();
    private long failures;

    /**
     * One claim.
     *
     * @param holds whether it is so
     * @param place what the claim is about, such as {@code entry 17} or {@code tile/1/000}
     * @param what the claim, or what is so instead
     */
    public record Finding(boolean holds, String place, String what) {}

    Report() {}

    void holds(String place, String what) {
        findings.add(new Finding(true, place, what));
    }

    void fails(String place, String what) {
        failures++;
        if (failures <= KEPT_FAILURES) {
            findings.add(new Finding(false, place, what));
        }
    }

    /** Whether everything that was looked at holds. */
    public boolean allHolds() {
        return failures == 0;
    }

    /** How many claims do not hold. */
    public long failures() {
        return failures;
    }

    /** In the order of looking; of those that do not hold, the first twenty. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The report for a person, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.add((finding.holds() ? "holds    " : "DIFFERS  ") + finding.place() + ": " + finding.what());
        }
        if (failures > KEPT_FAILURES) {
            lines.add("DIFFERS  and " + (failures - KEPT_FAILURES) + " more");
        }
        lines.add(
                allHolds()
                        ? "Verified: all of the above holds."
                        : "Does not hold: " + failures + (failures == 1 ? " difference." : " differences."));
        return lines;
    }
}
