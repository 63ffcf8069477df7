package se.iopledger.agreement.domain.life;

import java.time.LocalDate;
import se.iopledger.contracts.agreement.AgreementEvent;

/**
 * Something that follows from the facts by a rule, once a day has come.
 *
 * @param id what follows and what distinguishes it, as {@code extension:2022-12-15}; the same facts always give the same
 *     id, in this release and every later one
 * @param on the day on which it follows
 * @param event what tells it
 * @param reversal what takes it back, should a fact that is recorded late show that it never followed
 */
public record Due(String id, LocalDate on, AgreementEvent event, AgreementEvent reversal) {}
