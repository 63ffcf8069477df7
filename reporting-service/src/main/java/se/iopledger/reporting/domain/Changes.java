package se.iopledger.reporting.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.reporting.ReportingEvent;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsChanged;
import se.iopledger.reporting.domain.ReportingPlan.Asked;

/** Between what is owed and what the plan should be: only this is told. */
@CheckReturnValue
final class Changes {
    private Changes() {}

    static List<ReportingEvent> between(Obligations.Owed owed, ReportingPlan plan, AgreementLife life) {
        SortedMap<Integer, List<DatedObligation>> changed = new TreeMap<>();
        for (Asked asked : plan.asked()) {
            DatedObligation obligation = asked.obligation();
            if (!obligation.equals(owed.byId().get(obligation.obligationId()))) {
                changed.computeIfAbsent(asked.termsVersion(), version -> new ArrayList<>())
                        .add(obligation);
            }
        }
        Set<String> asked = plan.asked().stream()
                .map(one -> one.obligation().obligationId())
                .collect(Collectors.toSet());
        List<String> dropped =
                owed.byId().keySet().stream().filter(id -> !asked.contains(id)).toList();
        if (changed.isEmpty() && dropped.isEmpty() && plan.until().equals(owed.until())) {
            return List.of();
        }
        return told(
                owed.agreementId(), changed, dropped, plan, life.lastVersion().number());
    }

    private static List<ReportingEvent> told(
            String agreementId,
            SortedMap<Integer, List<DatedObligation>> changed,
            List<String> dropped,
            ReportingPlan plan,
            int newestVersion) {
        List<ReportingEvent> events = new ArrayList<>();
        if (!dropped.isEmpty() || changed.isEmpty()) {
            for (List<String> portion : Portions.ofIds(dropped)) {
                events.add(new ObligationsChanged(agreementId, newestVersion, plan.until(), List.of(), portion));
            }
        }
        for (Map.Entry<Integer, List<DatedObligation>> version : changed.entrySet()) {
            for (List<DatedObligation> portion : Portions.of(version.getValue())) {
                events.add(new ObligationsChanged(agreementId, version.getKey(), plan.until(), portion, List.of()));
            }
        }
        return events;
    }
}
