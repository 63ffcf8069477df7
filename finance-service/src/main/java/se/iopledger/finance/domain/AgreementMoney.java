package se.iopledger.finance.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import se.iopledger.finance.domain.claim.Claims;
import se.iopledger.finance.domain.pay.Payments;

/**
 * All the money of one agreement.
 *
 * @param funding what is to be paid
 * @param payments what is paid, and what was; it stays, whatever becomes of the funding
 * @param claims what is claimed back
 */
@CheckReturnValue
public record AgreementMoney(AgreementFunding funding, Payments payments, Claims claims) {}
