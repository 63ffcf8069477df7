package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.finance.domain.pay.Payments;
import se.iopledger.finance.domain.plan.SettledSoFar;

/**
 * All the money of one agreement.
 *
 * @param funding what is to be paid
 * @param payments what is paid, and what was; it stays, whatever becomes of the funding
 * @param settled what was paid of the tranches, each as it stood then: the plan reckons with it
 */
@CheckReturnValue
public record AgreementMoney(AgreementFunding funding, Payments payments, SettledSoFar settled) {}
