package se.iopledger.finance.order;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.order.OrderDecider;
import se.iopledger.finance.domain.order.PaymentOrder;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.Payments;
import se.iopledger.finance.domain.payee.Payee;
import se.iopledger.finance.domain.payee.PayeeDecider;
import se.iopledger.finance.right.Registers;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;

/** The streams of this service's log. */
@Component
final class GatedStreams implements Streams {
    private final CommandGate gate;
    private final AggregateRuntime aggregates;
    private final Registers registers;

    GatedStreams(CommandGate gate, AggregateRuntime aggregates, Registers registers) {
        this.gate = gate;
        this.aggregates = aggregates;
        this.registers = registers;
    }

    @Override
    public Optional<Rejection> send(Command command, String municipality) {
        return switch (gate.wake(command, municipality)) {
            case Outcome.Done _ -> Optional.empty();
            case Outcome.Refused(Rejection rejection) -> Optional.of(rejection);
            case Outcome.KeyReused reused ->
                throw new IllegalStateException("a driver's command carries no key, this one " + reused.key());
        };
    }

    @Override
    public PaymentOrder order(String orderId) {
        return aggregates
                .stateOf(orderId, PaymentOrder.class)
                .map(Versioned::state)
                .orElse(OrderDecider.initial());
    }

    @Override
    public Payments payments(String agreementId) {
        return aggregates
                .stateOf(agreementId, AgreementMoney.class)
                .map(found -> found.state().payments())
                .orElse(Payments.none());
    }

    @Override
    public Payee payee(String payeeId) {
        return aggregates.stateOf(payeeId, Payee.class).map(Versioned::state).orElse(PayeeDecider.initial());
    }

    @Override
    public List<AttestRight> rights(String municipality) {
        return registers.grantedIn(municipality);
    }
}
