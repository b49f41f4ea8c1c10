"""Find mentions: names, names inside compounds, adjectives, inhabitants, institutions, offices and pronouns."""

from __future__ import annotations

from spacy.tokens import Doc

from news.extract.mentions.bodies import Body, find_bodies, is_body_of_its_own
from news.extract.mentions.derived import find_adjectives, find_inhabitants
from news.extract.mentions.forms import agency_of, base_form, known_of
from news.extract.mentions.labels import KNOWN_SCORE, Name
from news.extract.mentions.names import RULE_SCORE, find_names
from news.extract.mentions.offices import Title, by_person, find_titles
from news.extract.mentions.parts import find_parts
from news.extract.mentions.pronouns import find_pronouns
from news.extract.mentions.whose import Names
from news.extract.text import Text, text_of
from news.knowledge.gazetteer import Known
from news.knowledge.institutions import institution
from news.knowledge.office_nouns import office_kinds
from schemas import Mention, content_id

MEDIA = "MED"


def find_mentions(article_id: str, read: Doc | Text) -> list[Mention]:
    """The mentions of an article in text order, not resolved yet (``entity_id`` and ``name`` are null).

    Names do not overlap each other; a part lies inside the word that it is a part of, which can be an office.
    """
    text = text_of(read)
    names = find_names(text)
    places = Names(names)
    titles = find_titles(text, names)
    # Of a group that acts for its state (die Unterhändler), the state is told, and not who they are.
    offices = {title.at for title in titles if title.person is not None or not title.is_plural}
    bodies = [body for body in find_bodies(text, places) if body.end - 1 not in offices]
    held = by_person(titles)
    in_bodies = {token for body in bodies for token in range(body.first, body.end)}
    names = [name for name in names if not in_bodies & set(range(name.first, name.end))]
    covered = {token for name in names for token in range(name.first, name.end)}
    office_tokens = {title.at for title in titles}
    make = _Maker(article_id, text)
    found = [
        make.name(name, held.get(name.first), _party_of(text, name, places))
        for name in names
        if not _is_office(name, office_tokens)
    ]
    found += [make.body(body) for body in bodies]
    found += [
        make.office(title)
        for title in titles
        if title.person is None and _counts(title) and title.at not in in_bodies
    ]
    surnames = {base_form(text.words[name.end - 1]) for name in names if name.label == "PER"}
    whole = {name.first for name in names if name.end - name.first == 1}
    taken = covered | in_bodies
    for part in find_parts(text, whole | in_bodies, surnames):
        if part.token not in covered:
            found.append(
                make.mention(part.start, part.end, part.form, part.entity_type, country=part.country_code)
            )
    found += [make.derived(token, code, "adjective") for token, code in find_adjectives(text, taken)]
    found += [make.derived(token, code, "inhabitant") for token, code in find_inhabitants(text, taken)]
    found += [
        make.words(token, token + 1, "pronoun", "PER")
        for token in find_pronouns(text)
        if token not in covered
    ]
    # "Schweizer" is an adjective by its own form and as a part of a word; what was found first says more.
    once = {mention.mention_id: mention for mention in reversed(found)}
    return sorted(once.values(), key=lambda m: (m.text_start, m.text_end))


def _party_of(text: Text, name: Name, places: Names) -> Known | None:
    """The party in brackets behind a person: Nuna Kelov (SPD)."""
    party = places.starting.get(name.end + 1)
    if name.label != "PER" or text.word(name.end) != "(" or party is None or text.word(party.end) != ")":
        return None
    known = known_of(text.body[text.starts[party.first] : text.end(party.end - 1)])
    return known if known is not None and known.entity_type == "ORG" else None


def _sector_of(title: Title) -> str | None:
    """The sector of an office, or of the body to which it belongs: the spokesman of a ministry, of the NATO."""
    held = title.office
    is_of_anything = "head_of_organisation" in office_kinds()[held.kind].covers
    if title.whose.organisation is None:
        is_of_unknown = is_of_anything and held.prefix is not None and not title.whose.is_told
        return None if is_of_unknown else held.sector
    if held.sector is not None and not is_of_anything:
        return held.sector
    body = institution(title.whose.organisation)
    known = known_of(title.whose.organisation)
    return body.sector if body is not None else known.sector if known is not None else None


def _is_office(name: Name, office_tokens: set[int]) -> bool:
    return name.end - name.first == 1 and name.first in office_tokens


def _counts(title: Title) -> bool:
    """Whether an office without a name tells who is meant: the definite one, or one of a state or body."""
    return title.whose.is_told or (title.is_definite and not title.is_plural)


class _Maker:
    """Makes the mentions of one article."""

    def __init__(self, article_id: str, text: Text) -> None:
        self.article_id = article_id
        self.text = text

    def mention(
        self,
        start: int,
        end: int,
        form: str,
        entity_type: str,
        *,
        role: str | None = None,
        organisation: str | None = None,
        country: str | None = None,
        sector: str | None = None,
        score: float = KNOWN_SCORE,
    ) -> Mention:
        """A mention by the offsets of its text."""
        return Mention(
            mention_id=content_id("mention", self.article_id, start, end, entity_type),
            article_id=self.article_id,
            sentence_index=self.text.sentences[self.text.token_at(start)],
            text_start=start,
            text_end=end,
            text=self.text.body[start:end],
            form=form,
            entity_type=entity_type,
            entity_id=None,
            unresolved=None,
            name=None,
            role=role,
            organisation=organisation,
            country_code=country,
            sector=sector,
            is_metonym=False,
            score=score,
        )

    def words(self, first: int, end: int, form: str, entity_type: str, score: float = RULE_SCORE) -> Mention:
        """A mention of whole words about which nothing more is known."""
        return self.mention(self.text.starts[first], self.text.end(end - 1), form, entity_type, score=score)

    def name(self, name: Name, title: Title | None, party: Known | None) -> Mention:
        """A name, with the office and the party that stand with it."""
        start, end = self.text.starts[name.first], self.text.end(name.end - 1)
        organisation = title.whose.organisation if title else None
        country = title.whose.country_code if title else None
        sector = _sector_of(title) if title else None
        if party is not None:
            organisation = organisation or party.name
            country = country or party.country_code
        if sector is None and agency_of(self.text.body[start:end]):
            sector = MEDIA
        return self.mention(
            start,
            end,
            "name",
            name.label,
            role=title.written if title else None,
            organisation=organisation,
            country=country,
            sector=sector,
            score=name.score,
        )

    def body(self, body: Body) -> Mention:
        """An institution; one that stands for its state (Regierung) names the state."""
        kind = body.institution
        of_state = body.country_code is not None and not is_body_of_its_own(kind)
        form = "adjective" if of_state and not body.is_whole else "name"
        return self.mention(
            self.text.starts[body.first],
            self.text.end(body.end - 1),
            form,
            "LOC" if of_state else "ORG",
            organisation=body.organisation,
            country=body.country_code,
            sector=kind.sector,
        )

    def office(self, title: Title) -> Mention:
        """An office without the name of who holds it."""
        return self.mention(
            self.text.starts[title.at],
            self.text.end(title.at),
            "role",
            "PER",
            role=title.written,
            organisation=title.whose.organisation,
            country=title.whose.country_code,
            sector=_sector_of(title),
            score=RULE_SCORE,
        )

    def derived(self, token: int, country: str, form: str) -> Mention:
        """A word derived from the name of a state."""
        return self.mention(
            self.text.starts[token], self.text.end(token), form, "LOC", country=country, score=KNOWN_SCORE
        )
