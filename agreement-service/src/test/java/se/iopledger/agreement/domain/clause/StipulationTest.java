package se.iopledger.agreement.domain.clause;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.REGISTRAR;
import static se.iopledger.agreement.domain.Story.TAKEOVER;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.AbstractObjectAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.ConductCommand.CheckRequirement;
import se.iopledger.agreement.domain.ConductCommand.EvidenceEligibility;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RequestDeviation;
import se.iopledger.agreement.domain.ExitCommand.RegisterBreach;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.domain.clause.Stipulation.Kind;
import se.iopledger.agreement.domain.terms.TermsRules;
import se.iopledger.agreement.testing.Five;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.ConductEvent.Deadline;
import se.iopledger.contracts.agreement.ConductEvent.DeadlinePassed;
import se.iopledger.contracts.agreement.ConductEvent.DeficiencyRegistered;
import se.iopledger.contracts.agreement.ConductEvent.DeviationFrom;
import se.iopledger.contracts.agreement.ConductEvent.DeviationRequested;
import se.iopledger.contracts.agreement.ConductEvent.EligibilityEvidenced;
import se.iopledger.contracts.agreement.ConductEvent.RequirementChecked;
import se.iopledger.contracts.agreement.ConductEvent.Result;
import se.iopledger.contracts.agreement.DocumentReference;
import se.iopledger.contracts.agreement.ExitEvent.BreachRegistered;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.contracts.testing.SimulatedIdentityNumbers;

/** What the papers say is followed up clause by clause: checked, held against who undertook it, or left free. */
final class StipulationTest {
    private static final String SHA_256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    @Clause({"UPP-21", "LUN-12", "LUN-14", "NOR-15", "NOR-16", "LIN-10", "LIN-11", "LIN-12", "STO-15", "STO-18"})
    void whatThePaperSaysIsFoundByItsClauseAndByWhatItIs() {
        assertThat(of(UPP, "UPP-21")).containsExactly(Kind.UNDERTAKING, Kind.UNDERTAKING, Kind.PROVISION);
        assertThat(of(LUN, "LUN-12"))
                .containsExactly(
                        Kind.UNDERTAKING,
                        Kind.UNDERTAKING,
                        Kind.UNDERTAKING,
                        Kind.UNDERTAKING,
                        Kind.UNDERTAKING,
                        Kind.EXCLUDED,
                        Kind.DEVELOPMENT_AREA);
        assertThat(of(LUN, "LUN-14")).containsExactly(Kind.UNDERTAKING, Kind.PROVISION);
        assertThat(of(NOR, "NOR-15")).containsExactly(Kind.UNDERTAKING);
        assertThat(of(NOR, "NOR-16")).containsExactly(Kind.UNDERTAKING, Kind.UNDERTAKING);
        assertThat(of(LIN, "LIN-10")).containsExactly(Kind.EXCLUDED);
        assertThat(of(LIN, "LIN-11")).containsExactly(Kind.FREEDOM);
        assertThat(of(LIN, "LIN-12")).containsExactly(Kind.PROVISION, Kind.PROVISION);
        assertThat(of(STO, "STO-15")).containsExactly(Kind.PROVISION, Kind.PROVISION);
        assertThat(of(STO, "STO-18")).containsExactly(Kind.PROVISION, Kind.PROVISION, Kind.PROVISION);
    }

    @Test
    void nothingThatIsSaidHasTheNameOfSomethingElse() {
        assertThat(Five.ALL)
                .allSatisfy(terms ->
                        assertThat(said(terms)).extracting(Stipulation::id).doesNotHaveDuplicates());
        // Named by their place, as people count.
        assertThat(said(UPP)).extracting(Stipulation::id).contains("commitment-1", "commitment-18", "provision-4");
    }

    /** How many mappings had their consent, and never whose. */
    @Test
    @Clause("UPP-21")
    void consentIsFollowedUpInFiguresAndNeverAsPersons() {
        Story active = givenActive(UPP);
        String consent = id(UPP, "written consent");
        active.when(check(
                        UPP,
                        consent,
                        "stadsmission",
                        "the mapping of " + SimulatedIdentityNumbers.of(LocalDate.of(1950, 1, 1), 238, "-")))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven");
        Story checked = active.when(check(UPP, consent, "stadsmission", "2 of 14 mappings have no written consent"))
                .then(RequirementChecked.class, FindingsRaised.class);
        assertThat(checked.known().findings().getLast()).satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("RequirementMustBeFulfilled");
            assertThat(finding.clauses()).containsExactly("UPP-21");
            assertThat(finding.text()).contains("guardian's consent for children", "2 of 14");
        });
        active.when(deficiency(UPP, "stadsmission", id(UPP, "Weekly house meetings")))
                .then(DeficiencyRegistered.class);
        active.when(check(UPP, id(UPP, "User council"), "stadsmission", "it has not been chosen"))
                .then(RequirementChecked.class, FindingsRaised.class);
    }

    @Test
    @Clause("LUN-12")
    void theAssociationsOpinionWorkIsOutsideAndItsDevelopmentAreasUnpaid() {
        Story active = givenActive(LUN);
        String opinion = id(LUN, "opinion work");
        Story broken =
                active.when(breach(LUN, "kvinnojouren", "kommun", opinion)).then(BreachRegistered.class);
        assertThat(broken.known().breaches().all().getFirst().against()).satisfies(against -> {
            assertThat(against.text()).startsWith("The association's opinion work");
            assertThat(against.clauses()).containsExactly("LUN-12");
        });
        assertThat(clausesOf(active.when(deviation(LUN, "kvinnojouren", opinion))
                        .thenRejected("WhatIsExcludedMustBeLetInByAnAmendment")))
                .containsExactly("LUN-12");
        active.when(check(LUN, opinion, "kvinnojouren", "done")).thenRejected("OnlyWhatIsAskedForIsChecked");

        String areas = id(LUN, "Development areas");
        assertThat(clausesOf(active.when(deficiency(LUN, "kvinnojouren", areas))
                        .thenRejected("WhatIsNotPromisedMustNotBeHeldAgainstAParty")))
                .containsExactly("LUN-12");
        assertThat(TermsRules.check(Paper.of("LUN")
                        .with("/funding/grants/0/purpose", "\"Development areas whose funding is not settled\"")
                        .terms()))
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.rule()).isEqualTo("NothingMustBeGrantedForWhatIsNotFunded");
                    assertThat(refused.field()).isEqualTo("/funding/grants/0/purpose");
                    assertThat(refused.clauses()).containsExactly("LUN-12");
                });
    }

    /** The youth meeting place is to be there within a year: that it is not may be held against who promised it. */
    @Test
    @Clause("UPP-18")
    void aDevelopmentAreaWithADeadlineIsPromised() {
        givenActive(UPP)
                .when(deficiency(UPP, "stadsmission", id(UPP, "Youth meeting place")))
                .then(DeficiencyRegistered.class);
    }

    @Test
    @Clause("LUN-14")
    void kvinnojourenAloneIsTheEmployerAndTheLawBindsBoth() {
        Story active = givenActive(LUN);
        String employer = id(LUN, "sole employer");
        assertThat(clausesOf(active.when(check(LUN, employer, "kommun", "it employs"))
                        .thenRejected("PartyMustHaveUndertakenIt")))
                .containsExactly("LUN-14");
        assertThat(clausesOf(
                        active.when(deficiency(LUN, "kommun", employer)).thenRejected("PartyMustHaveUndertakenIt")))
                .containsExactly("LUN-14");
        active.when(deficiency(LUN, "kvinnojouren", employer)).then(DeficiencyRegistered.class);
        String law = id(LUN, "the council's decisions bind");
        for (String party : List.of("kommun", "kvinnojouren")) {
            assertThat(active.when(deficiency(LUN, party, law))
                            .happens()
                            .known()
                            .conduct()
                            .deficiencies()
                            .getFirst()
                            .against())
                    .satisfies(against -> assertThat(against.clauses()).containsExactly("LUN-14"));
        }
    }

    @Test
    @Clause("NOR-15")
    void thePermitsAreTheMunicipalitysAndAreCheckedAgainInTime() {
        Story active = givenActive(NOR);
        String permits = id(NOR, "Permits of the premises");
        assertThat(clausesOf(active.when(check(NOR, permits, "stadsmission", "none"))
                        .thenRejected("PartyMustHaveUndertakenIt")))
                .containsExactly("NOR-15");
        Story checked = active.when(new CheckRequirement(
                        AgreementId.of(NOR),
                        permits,
                        "kommun",
                        day("2022-01-10"),
                        Result.FULFILLED,
                        null,
                        day("2022-12-31"),
                        on("2022-01-10")))
                .then(RequirementChecked.class);
        assertThat(checked.history().getLast())
                .isInstanceOfSatisfying(
                        RequirementChecked.class,
                        event -> assertThat(event.clauses()).containsExactly("NOR-15"));
        checked.when(workOffDueOn(NOR, day("2022-12-31"))).thenNothing();
        assertThat(checked.when(workOffDueOn(NOR, day("2023-01-01")))
                        .then(DeadlinePassed.class)
                        .history()
                        .getLast())
                .isEqualTo(new DeadlinePassed(
                        AgreementId.of(NOR), Deadline.REQUIREMENT_CHECK, "check-1", day("2022-12-31")));
        active.when(breach(NOR, "kommun", "stadsmission", permits)).then(BreachRegistered.class);
    }

    @Test
    @Clause("NOR-16")
    void theOrganisationsInsuranceIsEvidencedForAsLongAsItIsValid() {
        Story active = givenActive(NOR);
        String insurance = id(NOR, "Insurance of activity");
        active.when(evidence(NOR, insurance, "kommun")).thenRejected("PartyMustHaveUndertakenIt");
        Story evidenced = active.when(evidence(NOR, insurance, "stadsmission")).then(EligibilityEvidenced.class);
        assertThat(evidenced
                        .when(workOffDueOn(NOR, day("2023-01-01")))
                        .then(DeadlinePassed.class)
                        .history()
                        .getLast())
                .isEqualTo(new DeadlinePassed(
                        AgreementId.of(NOR), Deadline.ELIGIBILITY_EVIDENCE, "evidence-1", day("2022-12-31")));
        assertThat(clausesOf(active.when(deficiency(NOR, "kommun", id(NOR, "employer of its staff")))
                        .thenRejected("PartyMustHaveUndertakenIt")))
                .containsExactly("NOR-16");
        active.when(deficiency(NOR, "stadsmission", insurance)).then(DeficiencyRegistered.class);
    }

    @Test
    @Clause("LIN-10")
    void helpToRemainWithoutARightOfResidenceIsNoActivityOfThePartnership() {
        Story active = givenActive(LIN);
        String excluded = id(LIN, "right of residence");
        for (String party : List.of("stadsmission", "pastorat")) {
            assertThat(active.when(breach(LIN, party, "kommun", excluded))
                            .then(BreachRegistered.class)
                            .known()
                            .breaches()
                            .all()
                            .getFirst()
                            .against())
                    .satisfies(against -> assertThat(against.clauses()).containsExactly("LIN-10"));
        }
        assertThat(clausesOf(active.when(deviation(LIN, "pastorat", excluded))
                        .thenRejected("WhatIsExcludedMustBeLetInByAnAmendment")))
                .containsExactly("LIN-10");
        assertThat(TermsRules.check(Paper.of("LIN")
                        .with(
                                "/funding/grants/1/purpose",
                                "\"Helping persons without a right of residence to remain in Sweden\"")
                        .terms()))
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.rule()).isEqualTo("NothingMustBeGrantedForWhatIsNotFunded");
                    assertThat(refused.clauses()).containsExactly("LIN-10");
                });
    }

    /** Money from another funder is neither a deviation from the budget nor a shortcoming. */
    @Test
    @Clause("LIN-11")
    void theOrganisationsAreFreeToSeekOtherFunders() {
        Story active = givenActive(LIN);
        String free = id(LIN, "free to seek money");
        assertThat(clausesOf(
                        active.when(deviation(LIN, "stadsmission", free)).thenRejected("FreedomMustNotBeADeviation")))
                .containsExactly("LIN-11");
        for (String party : List.of("stadsmission", "pastorat")) {
            assertThat(clausesOf(active.when(deficiency(LIN, party, free))
                            .thenRejected("FreedomMustNotBeHeldAgainstAParty")))
                    .containsExactly("LIN-11");
            active.when(breach(LIN, party, "kommun", free)).thenRejected("FreedomMustNotBeHeldAgainstAParty");
        }
        active.when(check(LIN, free, "pastorat", "sought none")).thenRejected("OnlyWhatIsAskedForIsChecked");
        active.when(deviation(LIN, "pastorat", id(LIN, "Counselling"))).then(DeviationRequested.class);
    }

    @Test
    @Clause("LIN-12")
    void childProtectionAndTheCooperationWithThePoliceAreFollowedUp() {
        Story story = givenActive(LIN);
        for (String about : List.of("by the routines in force", "cooperation with the police")) {
            story = story.when(check(LIN, id(LIN, about), "pastorat", "the routine is from 2015"))
                    .then(RequirementChecked.class, FindingsRaised.class);
            assertThat(story.known().findings().getLast().clauses()).containsExactly("LIN-12");
        }
        story.when(breach(LIN, "pastorat", "kommun", id(LIN, "by the routines in force")))
                .then(BreachRegistered.class);
    }

    @Test
    @Clause("STO-15")
    void secrecyAndConcernForAChildAreHeldAgainstWhoeverNeglectsThem() {
        Story active = givenActive(STO);
        for (String about : List.of("secrecy and data protection", "it is reported")) {
            for (String party : List.of("stad", "stiftelse")) {
                assertThat(active.when(deficiency(STO, party, id(STO, about)))
                                .happens()
                                .known()
                                .conduct()
                                .deficiencies()
                                .getFirst()
                                .against())
                        .satisfies(against -> assertThat(against.clauses()).containsExactly("STO-15"));
            }
        }
        active.when(new RegisterDeficiency(
                        AgreementId.of(STO),
                        "stiftelse",
                        day("2022-01-10"),
                        "no concern was reported for "
                                + SimulatedIdentityNumbers.of(LocalDate.of(1950, 1, 1), 238, "-"),
                        id(STO, "it is reported"),
                        on("2022-01-10")))
                .thenRejected("PersonalIdentityNumberMustNotBeGiven");
    }

    @Test
    @Clause("STO-18")
    void theRoutineForComplaintsTheInsuranceAndWhoSpeaksAreFollowedUp() {
        Story story = givenActive(STO);
        for (String about :
                List.of("routine for comments", "own liability and insurance", "which organisation speaks")) {
            story = story.when(check(STO, id(STO, about), "stiftelse", "nothing of the kind was shown"))
                    .then(RequirementChecked.class, FindingsRaised.class);
            assertThat(story.known().findings().getLast().clauses()).containsExactly("STO-18");
        }
        assertThat(STO.obligations())
                .filteredOn(obligation -> obligation.clauses().contains("STO-18"))
                .singleElement()
                .satisfies(compilation -> assertThat(compilation.contents()).contains("complaints received"));
    }

    @Test
    void whatTheTermsDoNotSayIsHeldAgainstNobody() {
        Story active = givenActive(LIN);
        active.when(deficiency(LIN, "pastorat", "commitment-99")).thenRejected("StipulationMustBeInTheTerms");
        active.when(breach(LIN, "pastorat", "kommun", "commitment-99")).thenRejected("StipulationMustBeInTheTerms");
        active.when(deviation(LIN, "pastorat", "commitment-99")).thenRejected("StipulationMustBeInTheTerms");
        active.when(deficiency(LIN, "pastorat", null)).then(DeficiencyRegistered.class);
    }

    private static List<Stipulation> said(Terms terms) {
        return Stipulations.on(TAKEOVER, given(register(terms)).known());
    }

    private static List<Kind> of(Terms terms, String clause) {
        return said(terms).stream()
                .filter(stipulation -> stipulation.clauses().contains(clause))
                .map(Stipulation::kind)
                .toList();
    }

    /** What the paper says in words that hold these. */
    private static String id(Terms terms, String words) {
        return said(terms).stream()
                .filter(stipulation -> stipulation.text().contains(words))
                .map(Stipulation::id)
                .findFirst()
                .orElseThrow(() -> new AssertionError(terms.shortName() + " does not say " + words));
    }

    private static List<String> clausesOf(AbstractObjectAssert<?, Rejection> refused) {
        return refused.actual().clauses();
    }

    private static CheckRequirement check(Terms terms, String what, String party, String note) {
        return new CheckRequirement(
                AgreementId.of(terms),
                what,
                party,
                day("2021-12-20"),
                Result.NOT_FULFILLED,
                note,
                null,
                on("2021-12-20"));
    }

    private static EvidenceEligibility evidence(Terms terms, String what, String party) {
        return new EvidenceEligibility(
                AgreementId.of(terms),
                what,
                party,
                new DocumentReference("The insurer's certificate", null, null, SHA_256, "application/pdf"),
                day("2022-01-01"),
                day("2022-12-31"),
                on("2022-01-10"));
    }

    private static RegisterDeficiency deficiency(Terms terms, String party, @Nullable String against) {
        return new RegisterDeficiency(
                AgreementId.of(terms), party, day("2021-12-20"), "it was not done", against, on("2021-12-20"));
    }

    private static RegisterBreach breach(Terms terms, String party, String by, String against) {
        return new RegisterBreach(
                AgreementId.of(terms), party, by, "it was not kept", day("2021-12-20"), against, on("2021-12-20"));
    }

    private static RequestDeviation deviation(Terms terms, String by, String concerns) {
        return new RequestDeviation(
                AgreementId.of(terms),
                by,
                DeviationFrom.BUDGET,
                day("2021-12-20"),
                "another income",
                null,
                false,
                concerns,
                on("2021-12-20"));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Mandate on(String today) {
        return Mandate.of(REGISTRAR, day(today));
    }
}
