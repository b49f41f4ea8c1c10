"""Score a pipeline as it ships: names on raw text, the parse on given words, speed and memory of one core."""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from news.language import load
from training.corpora import Sentence, name_spans, read_conllu, read_germeval, read_news, split

NO_SPACE_BEFORE = {",", ".", ";", ":", "!", "?", ")", "]", "“", "”", "%", "...", "…", "'"}
NO_SPACE_BEHIND = {"(", "[", "„"}
MAIN = {"PER", "LOC", "ORG"}
ARTICLE_WORDS = 540


def raw_text(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words as running text, by the spacing rules of print, and where each stands. Plain quotes open, then close."""
    text, places, is_open = "", [], False
    glued = True
    for word in words:
        is_closing_quote = word == '"' and is_open
        if not (glued or word in NO_SPACE_BEFORE or is_closing_quote):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glued = word in NO_SPACE_BEHIND or (word == '"' and not is_open)
        is_open ^= word == '"'
    return text, places


def f1(found: set, gold: set) -> float:
    """Harmonic mean of precision and recall."""
    return 200 * len(found & gold) / max(1, len(found) + len(gold))


def score_names(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Strict span F1 (offsets and label) on raw text, one sentence a text."""
    found, gold = set(), set()
    texts = [raw_text(s.words) for s in sentences]
    for number, (doc, (_, places), sentence) in enumerate(
        zip(nlp.pipe(text for text, _ in texts), texts, sentences, strict=True)
    ):
        found |= {(number, e.start_char, e.end_char, e.label_) for e in doc.ents}
        for start, end, label in name_spans(sentence.names or []):
            gold.add((number, places[start][0], places[end - 1][1], label))
    groups = {"all": MAIN | {"MISC"}, "PER+LOC+ORG": MAIN, **{k: {k} for k in (*sorted(MAIN), "MISC")}}
    return {
        name: round(f1({s for s in found if s[3] in kinds}, {s for s in gold if s[3] in kinds}), 2)
        for name, kinds in groups.items()
    }


def score_parse(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Accuracy of word classes, lemmas, features and attachment on gold words; labels without subtypes."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        doc = Doc(nlp.vocab, words=sentence.words, spaces=sentence.spaces)
        for _, component in nlp.pipeline:
            doc = component(doc)
        for token, word in zip(doc, sentence.parse or [], strict=True):
            head = -1 if token.head.i == token.i else token.head.i
            same = head == word.head
            counts["words"] += 1
            counts["UPOS"] += token.pos_ == word.upos
            counts["UAS"] += same
            counts["LAS"] += same and token.dep_.split(":")[0] == word.relation
            counts["lemma"] += token.lemma_ == word.lemma
            counts[f"lemma {word.upos}"] += token.lemma_ == word.lemma
            counts[f"of {word.upos}"] += 1
            for feature in ("Case", "Number", "Tense"):
                counts[feature] += token.morph.get(feature) == (
                    word.morph[feature].split(",") if feature in word.morph else []
                )
    kinds = ("UPOS", "UAS", "LAS", "lemma", "Case", "Number", "Tense")
    scores = {k: round(100 * counts[k] / counts["words"], 2) for k in kinds}
    for kind in ("NOUN", "VERB", "AUX", "ADJ", "PROPN", "DET", "PRON", "ADV", "ADP"):
        scores[f"lemma {kind}"] = round(100 * counts[f"lemma {kind}"] / max(1, counts[f"of {kind}"]), 1)
    return scores


def speed(nlp: Language, texts: Sequence[str], articles: int) -> float:
    """Articles of 540 words a second of processor time, after one to warm up; other work does not count."""
    words = " ".join(texts).split(" ")
    chunks = [words[i * ARTICLE_WORDS : (i + 1) * ARTICLE_WORDS] for i in range(articles + 1)]
    bodies = [" ".join(chunk) for chunk in chunks if chunk]
    list(nlp.pipe(bodies[:1]))
    began = time.process_time()
    list(nlp.pipe(bodies[1:]))
    return (len(bodies) - 1) / (time.process_time() - began)


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Print the figures as JSON; with --write, put them into the meta.json of a pipeline's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", required=True, help="a name or a folder, as news.language.load takes it")
    parser.add_argument("--ner", type=Path, required=True)
    parser.add_argument("--ud", type=Path, required=True)
    parser.add_argument("--news", type=Path, help="archive of texts to measure speed on")
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--fold", type=int, default=0, help="which ninth of GermEval its training held back")
    parser.add_argument("--write", type=Path, help="folder of a pipeline, this one or one trained on more")
    args = parser.parse_args()
    began = time.process_time()
    nlp = load(args.engine)
    nlp("Ein Satz.")
    figures: dict[str, object] = {"load_seconds": round(time.process_time() - began, 2)}
    figures["loaded_megabytes"] = _megabytes()
    _, held_back = split([*read_germeval(args.ner), *read_conllu(args.ud)], args.fold)
    figures["names"] = score_names(nlp, [s for s in held_back if s.names])
    figures["parse"] = score_parse(nlp, [s for s in held_back if s.parse])
    if args.news:
        texts = [text for _, text in zip(range(4 * args.articles), read_news(args.news), strict=False)]
        figures["articles_per_processor_second"] = round(speed(nlp, texts, args.articles), 2)
    figures["peak_megabytes"] = _megabytes()
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    if args.write:
        path = args.write / "meta.json"
        meta = json.loads(path.read_text(encoding="utf-8"))
        meta["performance"] = figures
        path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
