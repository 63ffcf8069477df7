package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.finance.domain.claim.Claims;
import se.iopledger.finance.domain.pay.Payments;
import se.iopledger.finance.domain.plan.SettledSoFar;

/**
 * All the money of one agreement.
 *
 * @param funding what is to be paid
 * @param payments what is paid, and what was; it stays, whatever becomes of the funding
 * @param claims what is claimed back
 * @param settled what the plan is to leave as it is: released or paid, and neither come back nor repaid
 */
@CheckReturnValue
public record AgreementMoney(AgreementFunding funding, Payments payments, Claims claims, SettledSoFar settled) {}
