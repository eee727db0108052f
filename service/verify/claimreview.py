"""A draft of schema.org's ClaimReview from a verification, for a fact-checker to complete.

It says what was claimed, by whom, and where the words stand. What only the checker can say is left
out, and there is no rating: the record knows verdicts on wordings, not on truth. To be added are
`url`, `datePublished`, `author` and `reviewRating`.
"""

from typing import Any

from service.queries import DocumentCard
from service.verify.claims import Claim, Evidence, Verification


def claim_review(claim: Claim, found: Verification) -> dict[str, Any]:
    """The draft as JSON-LD."""
    item: dict[str, Any] = {"@type": "Claim"}
    if (author := _author(claim, found)) is not None:
        item["author"] = author
    appearances = list({each.document.id: each for each in found.evidence}.values())
    if appearances:
        item["appearance"] = [_article(each.document) for each in appearances]
    if (first := _first(appearances, found)) is not None:
        item["firstAppearance"] = _article(first.document)
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "itemReviewed": item,
    }


def _author(claim: Claim, found: Verification) -> dict[str, str] | None:
    """Who is claimed to have said it; without a name in the claim, who the record has."""
    if found.verdict == "misattributed":
        return {"name": claim.speaker} if claim.speaker else None
    name = found.speaker.name if found.speaker else claim.speaker
    if name is None:
        return None
    quote = next((each.quote.quote for each in found.evidence if each.quote), None)
    if quote is None or found.speaker is None:
        return {"name": name}
    kind = "Person" if quote.speaker.grade == "named" else "Organization"
    return {"@type": kind, "name": name}


def _first(appearances: list[Evidence], found: Verification) -> Evidence | None:
    """The evidence that is as old as the statement; the record may have more than is shown."""
    day = found.first_seen.isoformat() if found.first_seen else None
    return next((each for each in appearances if day and each.document.published == day), None)


def _article(document: DocumentCard) -> dict[str, Any]:
    article: dict[str, Any] = {"@type": "NewsArticle", "identifier": document.id}
    if document.url:
        article["url"] = document.url
    if document.title:
        article["headline"] = document.title
    if document.published:
        article["datePublished"] = document.published
    if document.publisher:
        article["publisher"] = {"@type": "Organization", "name": document.publisher}
    return article
