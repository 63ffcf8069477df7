package se.iopledger.agreement.contact;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.iopledger.agreement.desk.AgreementDesk;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.shell.command.RequestKey;

/** A reason stands in the entry for good, in plain text: it must not say who the person is, nor may the request's key. */
@Component
public class ReasonMustNotNameThePerson {
    private final PersonReader persons;

    ReasonMustNotNameThePerson(PersonReader persons) {
        this.persons = persons;
    }

    /** The refusal; empty where nothing names the person, or nobody can tell any more who it is. */
    public Optional<Rejection> check(
            AgreementDesk.Standing found, String dataSubject, @Nullable String reason, RequestKey request) {
        return found.agreement()
                .contacts()
                .find(dataSubject)
                .map(contact -> persons.read(found.agreement().agreementId(), contact))
                .flatMap(person -> person instanceof Person.PlainText(var details)
                                && (details.occurIn(reason) || details.occurIn(request.key()))
                        ? Optional.of(
                                Rejection.at(
                                        "/reason",
                                        "ReasonMustNotNameThePerson",
                                        "reason and Idempotency-Key are stored and cannot be erased; say why without saying who"))
                        : Optional.empty());
    }
}
