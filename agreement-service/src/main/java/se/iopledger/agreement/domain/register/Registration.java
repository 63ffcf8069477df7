package se.iopledger.agreement.domain.register;

import se.iopledger.contracts.terms.Terms;

/**
 * What was registered.
 *
 * @param termsVersion counts the versions of this agreement's terms, from 1
 * @param registeredBy opaque id of who registered
 * @param terms as they were registered
 * @param voided whether the registration was declared a mistake
 */
public record Registration(String agreementId, int termsVersion, String registeredBy, Terms terms, boolean voided) {
    /**
     * The same registration, declared a mistake.
     *
     * @param lastVersion the highest number of any version of the terms, from which the next registration counts on
     */
    public Registration declaredMistaken(int lastVersion) {
        return new Registration(agreementId, lastVersion, registeredBy, terms, true);
    }
}
