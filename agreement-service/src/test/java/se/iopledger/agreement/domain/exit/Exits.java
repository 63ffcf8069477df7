package se.iopledger.agreement.domain.exit;

import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.document;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ExitCommand.CallForRemedy;
import se.iopledger.agreement.domain.ExitCommand.ExcludeActor;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.RecordLapse;
import se.iopledger.agreement.domain.ExitCommand.RecordRemedy;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.ExitCommand.Rescind;
import se.iopledger.agreement.domain.ExitCommand.Revoke;
import se.iopledger.agreement.domain.Story;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.agreement.Resolution;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.ConditionKind;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Terms;

/** Commands to leave an agreement; each is decided on the day that it is about. */
final class Exits {
    private Exits() {}

    static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    static RegisterBreach breach(Terms terms, String party, String by, String noticedOn) {
        return new RegisterBreach(
                AgreementId.of(terms),
                party,
                by,
                "no open activities since January (simulated)",
                day(noticedOn),
                Mandate.of(REGISTRAR, day(noticedOn)));
    }

    static CallForRemedy call(Terms terms, String calledOn, String remedyBy) {
        return new CallForRemedy(
                AgreementId.of(terms), "breach-1", day(calledOn), day(remedyBy), Mandate.of(REGISTRAR, day(calledOn)));
    }

    static RecordRemedy remedy(Terms terms, String remediedOn, String today) {
        return new RecordRemedy(
                AgreementId.of(terms),
                "breach-1",
                day(remediedOn),
                "the activities were resumed (simulated)",
                new Mandate(REGISTRAR, day(remediedOn), day(today), null));
    }

    static Rescind rescission(Terms terms, @Nullable String exit, String by, String declaredOn) {
        return new Rescind(
                AgreementId.of(terms),
                exit,
                by,
                "breach-1",
                day(declaredOn),
                Form.WRITTEN,
                null,
                Mandate.of(APPROVER, day(declaredOn)));
    }

    static Rescind rescissionOutsideTheTerms(Terms terms, String by, String declaredOn, Resolution ground) {
        return new Rescind(
                AgreementId.of(terms),
                null,
                by,
                "breach-1",
                day(declaredOn),
                Form.WRITTEN,
                ground,
                Mandate.of(APPROVER, day(declaredOn)));
    }

    static Resolution resolution(String decidedBy, String decidedOn) {
        return new Resolution(decidedBy, day(decidedOn), "minutes, point 3", "the law of contract (simulated)");
    }

    static Revoke revocation(Terms terms, String agreedOn, String lastDay, String today) {
        return revocation(
                terms,
                agreedOn,
                lastDay,
                today,
                terms.parties().stream().map(Party::id).toList());
    }

    static Revoke revocation(Terms terms, String agreedOn, String lastDay, String today, List<String> agreedBy) {
        return new Revoke(
                AgreementId.of(terms),
                "changed-conditions",
                day(agreedOn),
                day(lastDay),
                agreedBy,
                List.of(new StepTaken("dialogue", day(agreedOn))),
                document(),
                Mandate.of(APPROVER, day(today)));
    }

    static RecordLapse lapse(Terms terms, ConditionKind condition, String decidedOn, String heldUntil) {
        return new RecordLapse(
                AgreementId.of(terms),
                "lapse-of-funds",
                condition,
                "the council grants no funds (simulated)",
                new Resolution("kommunfullmäktige", day(decidedOn), null, null),
                day(heldUntil),
                Mandate.of(APPROVER, day(decidedOn)));
    }

    static ExcludeActor exclusion(Terms terms, String party, String decidedOn, String lastDay) {
        return exclusionFor(terms, party, "deficiency-1", decidedOn, lastDay);
    }

    static ExcludeActor exclusionFor(Terms terms, String party, String deficiencyId, String decidedOn, String lastDay) {
        return new ExcludeActor(
                AgreementId.of(terms),
                "exclusion",
                party,
                deficiencyId,
                new Resolution("the steering group", day(decidedOn), "minutes, point 3", null),
                List.of(
                        new StepTaken("dialogue in the steering group", day("2022-02-01")),
                        new StepTaken("remediation plan", day("2022-04-01"))),
                day(lastDay),
                Mandate.of(APPROVER, day(decidedOn)));
    }

    static GiveNotice noticeForBreach(Terms terms, String exit, String by, String breachId, String givenOn) {
        return new GiveNotice(
                AgreementId.of(terms),
                exit,
                by,
                day(givenOn),
                Form.WRITTEN,
                Story.addressee(terms, exit),
                null,
                breachId,
                List.of(),
                Mandate.of(REGISTRAR, day(givenOn)));
    }
}
