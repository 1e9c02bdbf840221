"""What a page says about itself: its headline, author, day, publisher, address, language."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree, html

_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2})?")
_ARTICLE_TYPES = ("Article", "Report", "BlogPosting", "LiveBlogPosting", "WebPage")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "pubdate", "publish-date",
    "publish_date", "published_time", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title")
_AUTHORS = ("author", "dc.creator", "parsely-author", "sailthru.author", "article:author")
_SITES = ("og:site_name", "dc.publisher", "application-name")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Hold what a page's head says; None where it does not."""

    title: str | None = None
    """The headline."""
    byline: str | None = None
    """Who wrote it."""
    publisher: str | None = None
    """Who published it."""
    published: dt.date | None = None
    """The day of publication."""
    url: str | None = None
    """The page's own address."""
    language: str | None = None
    """The page's language tag."""


def describe(content: str) -> PageFacts:
    """Read a page's meta tags and JSON-LD; a page that cannot be parsed says nothing."""
    try:
        root = html.document_fromstring(content.encode("utf-8", "replace"), parser=_parser())
    except (etree.LxmlError, ValueError):
        return PageFacts()
    metas = _metas(root)
    data = list(_json_ld(root))
    title = _first(
        (*(item.get("headline") for item in data), *(metas.get(name) for name in _TITLES))
    )
    return PageFacts(
        title=title or _only_heading(root) or _title_tag(root),
        byline=_byline(data, metas),
        publisher=_first(
            (
                *(_name(item.get("publisher")) for item in data),
                *(metas.get(name) for name in _SITES),
            )
        ),
        published=_published(root, data, metas),
        url=_url(root, metas),
        language=_language(root, data, metas),
    )


def _parser() -> html.HTMLParser:
    """Make a parser that mends bad HTML, opens nothing and gives up on endless nesting."""
    return html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_pis=True)


def _metas(root: html.HtmlElement) -> dict[str, str]:
    """Read the meta tags; of two with one name the first counts."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), content)
    return metas


def _json_ld(root: html.HtmlElement) -> Iterator[dict[str, object]]:
    """Give the JSON-LD items that describe an article, the article itself first."""
    items: list[tuple[int, dict[str, object]]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            rank = _rank(item.get("@type"))
            if rank is not None:
                items.append((rank, item))
    items.sort(key=lambda ranked: ranked[0])
    return (item for _, item in items)


def _items(data: object) -> Iterator[dict[str, object]]:
    """List the items of a JSON-LD block: one, several, or a graph of them."""
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield item
            if isinstance(graph, list):
                yield from (node for node in graph if isinstance(node, dict))


def _rank(kinds: object) -> int | None:
    """Tell how well a JSON-LD type fits an article; None where it does not."""
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str):
            for rank, ending in enumerate(_ARTICLE_TYPES):
                if kind.endswith(ending):
                    return rank
    return None


def _first(values: Iterable[object]) -> str | None:
    """Give the first value that is a text with something in it."""
    for value in values:
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return None


def _name(value: object) -> str | None:
    """Give the name of a JSON-LD person or organisation, or of several."""
    if isinstance(value, list):
        names = [name for item in value if (name := _name(item))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return _first([value])


def _byline(data: list[dict[str, object]], metas: dict[str, str]) -> str | None:
    """Find the author, leaving out addresses given in place of a name."""
    names = (*(_name(item.get("author")) for item in data), *(metas.get(name) for name in _AUTHORS))
    return _first(name for name in names if name and "://" not in name)


def _only_heading(root: html.HtmlElement) -> str | None:
    """Give the page's main heading, where there is just one."""
    headings = [" ".join(heading.text_content().split()) for heading in root.iter("h1")]
    return headings[0] or None if len(headings) == 1 else None


def _title_tag(root: html.HtmlElement) -> str | None:
    """Give the title tag without the name of the site behind it."""
    title = _first([root.findtext(".//title")])
    return re.split(r"\s+[|–—]\s+", title)[0] if title else None


def _published(
    root: html.HtmlElement, data: list[dict[str, object]], metas: dict[str, str]
) -> dt.date | None:
    """Find the day of publication; none is guessed from the address or the text."""
    stated = [item.get("datePublished") for item in data]
    stated += [metas.get(name) for name in _PUBLISHED]
    stated += [
        time.get("datetime")
        for time in root.iter("time")
        if time.get("pubdate") is not None or (time.get("itemprop") or "") == "datePublished"
    ]
    return next((day for value in stated if (day := _day(value))), None)


def _day(value: object) -> dt.date | None:
    """Read an ISO day, whatever stands behind it."""
    found = _DAY.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _url(root: html.HtmlElement, metas: dict[str, str]) -> str | None:
    """Find the page's own address."""
    links = [
        link.get("href")
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    url = _first((*links, metas.get("og:url")))
    return url if url and url.startswith(("http://", "https://")) else None


def _language(
    root: html.HtmlElement, data: list[dict[str, object]], metas: dict[str, str]
) -> str | None:
    """Find the language tag that the page gives itself."""
    tags = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *(item.get("inLanguage") for item in data),
        metas.get("og:locale"),
        metas.get("content-language"),
        metas.get("language"),
    )
    for tag in tags:
        found = _LANGUAGE.match(tag.strip()) if isinstance(tag, str) else None
        if found is not None:
            language, _, region = found[0].replace("_", "-").partition("-")
            return f"{language.lower()}-{region.upper()}" if region else language.lower()
    return None
