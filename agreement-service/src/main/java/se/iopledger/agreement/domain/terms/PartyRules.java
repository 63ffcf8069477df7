package se.iopledger.agreement.domain.terms;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;

/** Rules on who the parties are, and on names that other parts of the terms refer to. */
final class PartyRules {
    /** No hyphen: a tranche is named year-payer-recipient, and must name one pair of parties only. */
    private static final Pattern ONE_WORD = Pattern.compile("[a-z0-9]+");

    private static final Pattern WORDS_WITH_HYPHENS = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    private PartyRules() {}

    static List<Rejection> check(Terms terms) {
        Breaches breaches = new Breaches();
        breaches.when(
                !terms.municipality().matches("[0-9]{4}"),
                "/municipality",
                "MunicipalityMustBeACode",
                "a municipality is given by its four-digit code",
                List.of());
        thereMustBeBothSides(terms, breaches);
        idsMustBePlain(terms, breaches);
        partiesMustDiffer(terms, breaches);
        namesInsideTheDocumentMustDiffer(terms, breaches);
        return breaches.found();
    }

    private static void thereMustBeBothSides(Terms terms, Breaches breaches) {
        breaches.when(
                terms.parties().stream().noneMatch(party -> party.sector() == Sector.PUBLIC),
                "/parties",
                "AgreementMustHaveAPublicParty",
                "a partnership has at least one public party",
                List.of());
        breaches.when(
                terms.parties().stream().noneMatch(party -> party.sector() == Sector.CIVIL),
                "/parties",
                "AgreementMustHaveACivilParty",
                "a partnership has at least one civil party",
                List.of());
    }

    private static void idsMustBePlain(Terms terms, Breaches breaches) {
        for (int index = 0; index < terms.parties().size(); index++) {
            Party party = terms.parties().get(index);
            breaches.when(
                    !ONE_WORD.matcher(party.id()).matches(),
                    "/parties/" + index + "/id",
                    "PartyIdMustBeOneWord",
                    "a party's id is of a to z and 0 to 9 only, as stadsmission",
                    party.clauses());
        }
        for (int index = 0; index < terms.groups().size(); index++) {
            Group group = terms.groups().get(index);
            idMustBeWordsWithHyphens("/groups/" + index + "/id", group.id(), group.clauses(), breaches);
        }
        for (int index = 0; index < terms.obligations().size(); index++) {
            Obligation obligation = terms.obligations().get(index);
            idMustBeWordsWithHyphens("/obligations/" + index + "/id", obligation.id(), obligation.clauses(), breaches);
        }
    }

    private static void idMustBeWordsWithHyphens(String pointer, String id, List<String> clauses, Breaches breaches) {
        breaches.when(
                !WORDS_WITH_HYPHENS.matcher(id).matches(),
                pointer,
                "IdMustBeWordsWithHyphens",
                "an id is of a to z and 0 to 9, with single hyphens between words, as half-yearly-account",
                clauses);
    }

    private static void partiesMustDiffer(Terms terms, Breaches breaches) {
        List<Party> parties = terms.parties();
        breaches.whenRepeated(
                parties,
                Party::id,
                Party::clauses,
                new Breaches.Repeated("/parties/%d/id", "PartyIdsMustDiffer", "two parties have one id"));
        breaches.whenRepeated(
                parties,
                party -> AgreementId.normalisedName(party.name()),
                Party::clauses,
                new Breaches.Repeated("/parties/%d/name", "PartyNamesMustDiffer", "two parties have one name"));
        breaches.whenRepeated(
                parties,
                Party::organisationNumber,
                Party::clauses,
                new Breaches.Repeated(
                        "/parties/%d/organisationNumber",
                        "OrganisationNumbersMustDiffer", "two parties have one organisation number"));
    }

    private static void namesInsideTheDocumentMustDiffer(Terms terms, Breaches breaches) {
        breaches.whenRepeated(
                terms.groups(),
                Group::id,
                Group::clauses,
                new Breaches.Repeated("/groups/%d/id", "GroupIdsMustDiffer", "two groups have one id"));
        for (int index = 0; index < terms.groups().size(); index++) {
            Group group = terms.groups().get(index);
            breaches.when(
                    terms.parties().stream().map(Party::id).anyMatch(group.id()::equals),
                    "/groups/" + index + "/id",
                    "GroupIdsMustNotBePartyIds",
                    "a party has this id already",
                    group.clauses());
        }
        breaches.whenRepeated(
                terms.obligations(),
                Obligation::id,
                Obligation::clauses,
                new Breaches.Repeated("/obligations/%d/id", "ObligationIdsMustDiffer", "two obligations have one id"));
        breaches.whenRepeated(
                terms.exits(),
                ExitRule::id,
                ExitRule::clauses,
                new Breaches.Repeated("/exits/%d/id", "ExitIdsMustDiffer", "two exits have one id"));
    }

    /** Ids of parties and groups together: whatever can answer for an obligation. */
    static Stream<String> actors(Terms terms) {
        return Stream.concat(
                terms.parties().stream().map(Party::id), terms.groups().stream().map(Group::id));
    }
}
