package se.iopledger.contracts.personal;

/**
 * Why a person's data must be erased: the grounds of article 17(1) of the General Data Protection Regulation, (EU)
 * 2016/679.
 */
public enum ErasureGround {
    /** Article 17(1)(a): no longer necessary for what the data was collected for. */
    NO_LONGER_NECESSARY("17.1 a"),
    /** Article 17(1)(b): the person withdrew the consent that the processing rests on. */
    CONSENT_WITHDRAWN("17.1 b"),
    /** Article 17(1)(c): the person objects, and no overriding legitimate ground exists. */
    OBJECTION("17.1 c"),
    /** Article 17(1)(d): the data was processed unlawfully. */
    UNLAWFUL_PROCESSING("17.1 d"),
    /** Article 17(1)(e): a legal obligation demands it. */
    LEGAL_OBLIGATION("17.1 e"),
    /** Article 17(1)(f): collected when an information society service was offered to a child. */
    SERVICE_OFFERED_TO_A_CHILD("17.1 f");

    private final String paragraph;

    ErasureGround(String paragraph) {
        this.paragraph = paragraph;
    }

    /** The provision, as {@code GDPR art. 17.1 a}. */
    public String provision() {
        return "GDPR art. " + paragraph;
    }
}
