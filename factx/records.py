"""Reads files of factx records: what `factx batch` and `factx extract --format jsonl|json` wrote -> plain records.

A file of records may come from anywhere, so each record is checked against `record.schema.json` before anyone reads
on: whoever gets a record from here finds every key that the schema requires, with a value of the right kind. Three
things are let through: keys beyond those of the schema, ids of any form, and records without a key whose schema names
a default, which the contract of records leaves out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from factx.errors import RecordError, refusals
from factx.lean import LEAN_SCHEMA, whole
from factx.model import Document, Pipeline, Record
from factx.plain import SCHEMA, Plain, extraction_from_plain

DOCUMENT_FIELDS = (
    *("id", "path", "sha256", "title", "published", "outlet", "author", "url", "published_at", "language"),
)
ESCAPED_HALF = "\\ud"
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
LARGEST_INTEGER = 2**53  # above, programs that read JSON lose digits: no offset or count is as large

if TYPE_CHECKING:
    from pydantic_core import SchemaValidator
    from pydantic_core.core_schema import CoreSchema


def read_records(path: Path) -> Iterator[Plain]:
    """The records of a file, one at a time: one a line, or for `.json` one record or an array of them.

    Raises RecordError, naming the line, for a file that cannot be read or a line that is no factx/1 record.
    """
    with _told(path):
        yield from _array(path) if path.suffix == ".json" else _lines(path)


def typed_records(path: str | Path) -> Iterator[Record]:
    """The records of a file as `Record`, one at a time: what `factx batch` or `extract --format jsonl|json` wrote.

    `document.text` is empty where the record does not hold it and its file is gone or changed. Raises RecordError,
    naming the line, for a file that cannot be read or a line that is no record.
    """
    for plain in read_records(Path(path)):
        document = dict(plain["document"])
        whole = {"anchor": document.pop("anchor", None), "dates": [], "names": []} | plain
        text = text_of(plain, Path(path).parent) or ""
        known: dict[str, Any] = {name: document.get(name) for name in DOCUMENT_FIELDS}
        yield Record(
            Document(text=text, extracted="text" in document, **known),
            Pipeline(**{name: plain["pipeline"][name] for name in ("factx", "model", "model_version")}),
            extraction_from_plain(whole),
        )


def read_latest(paths: Sequence[Path]) -> Iterator[Plain]:
    """The records of several files, in order; where files have records with one id, those of the last file stand.

    Raises RecordError as `read_records` does. Of several files each is read twice, so none may be a pipe.
    """
    last = {id: number for number, path in enumerate(paths) for id in _ids(path)} if len(paths) > 1 else {}
    for number, path in enumerate(paths):
        yield from (record for record in read_records(path) if last.get(record["document"]["id"], number) == number)


def _ids(path: Path) -> Iterator[str]:
    """The id of each record of a file; of a line only the beginning is read."""
    if path.suffix == ".json":
        yield from (record["document"]["id"] for record in read_records(path))
        return
    with _told(path), path.open("rb") as lines:
        yield from (_id(line, f"{path}, line {n}") for n, line in enumerate(lines, start=1) if line.strip())


def _id(line: bytes, where: str) -> str:
    about = read_beginning(line)
    if about is None:
        about = checked(_parsed(line.decode("utf-8", "replace"), where), where)["document"]
    return str(_whole(about["id"]))


# How a record begins; what stands there is enough to know it by.
TEXT = rb'"(?:[^"\\]|\\.)*"'
FIRST_FIELDS = re.compile(
    rb'\{"schema": ?"factx/1(?:-lean)?", ?"document": ?'
    rb'(\{"id": ?T, ?"path": ?(?:null|T), ?"sha256": ?(?:null|T))'.replace(b"T", TEXT)
)


def read_beginning(line: bytes) -> Plain | None:
    """Id, path and hash of the article of a record as factx writes it, without reading the rest; else None."""
    found = FIRST_FIELDS.match(line)
    about: Plain | None = json.loads(found.group(1) + b"}") if found else None
    return about


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Why a file cannot be read, as a RecordError that names it."""
    with refusals(RecordError, path, "read"):
        try:
            yield
        except UnicodeDecodeError as error:
            raise RecordError(f"{path}: not UTF-8, so not a file that factx batch wrote") from error


def _lines(path: Path) -> Iterator[Plain]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                where = f"{path}, line {number}"
                yield checked(_parsed(line, where), where)


def read_stretch(path: Path, start: int, end: int) -> Iterator[Plain]:
    """The records of the lines of a file that begin at these bytes, so that many can read one file together.

    Raises RecordError as `read_records` does, naming the byte.
    """
    with _told(path), path.open("rb") as lines:
        lines.seek(max(0, start - 1))
        if start:
            lines.readline()  # the line that begins before is another's
        while (at := lines.tell()) < end and (line := lines.readline()):
            if line.strip():
                where = f"{path}, line at byte {at}"
                yield checked(_parsed(line.decode("utf-8"), where), where)


def _array(path: Path) -> Iterator[Plain]:
    parsed = _parsed(path.read_text(encoding="utf-8"), str(path))
    records: Iterable[Any] = parsed if isinstance(parsed, list) else [parsed]
    for number, record in enumerate(records, start=1):
        yield checked(record, f"{path}, record {number}")


def _parsed(text: str, where: str) -> Any:
    try:
        found = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        why = "a number of thousands of digits" if "digits" in str(error) else error
        raise RecordError(f"{where}: not JSON ({why}); a file of records holds one JSON object a line") from error
    return _whole(found) if ESCAPED_HALF in text.lower() else found


def _whole(value: Any) -> Any:
    """The same with U+FFFD for each half of a letter, which no file can hold; every other letter keeps its place."""
    match value:
        case str():
            return LONE_SURROGATE.sub("\ufffd", value)
        case list():
            return [_whole(item) for item in value]
        case dict():
            return {_whole(key): _whole(item) for key, item in value.items()}
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def checked(record: Any, where: str) -> Plain:
    """The record as it is. Raises RecordError, saying `where` and which field, if it is no factx/1 record."""
    if isinstance(record, dict) and record.get("schema") == LEAN_SCHEMA:
        record = whole(record)
    schema = record.get("schema") if isinstance(record, dict) else None
    if isinstance(schema, str) and schema != SCHEMA and schema.startswith("factx/"):
        other = f"a record of another version ({schema[:20]}; this factx reads {SCHEMA})"
        raise RecordError(f"{where}: {other}; read its article again")
    if not isinstance(record, dict) or schema != SCHEMA:
        raise RecordError(f"{where}: not a {SCHEMA} record; this command reads what factx batch wrote")
    from pydantic_core import ValidationError

    try:
        _validator().validate_python(record, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RecordError(f"{where}: {field}: {first['msg']}") from error
    return record


@cache
def _validator() -> SchemaValidator:
    """Checks a record; made of the schema itself, by pydantic's core, which is quick enough for 100,000 claims."""
    from pydantic_core import SchemaValidator, core_schema

    schema = json.loads(resources.files("factx").joinpath("record.schema.json").read_text(encoding="utf-8"))
    parts: list[Any] = [{**_shape(part), "ref": name} for name, part in schema["$defs"].items()]
    return SchemaValidator(core_schema.definitions_schema(_shape(schema), parts))


def _shape(part: Plain) -> CoreSchema:
    """What a part of the schema asks for, in the words of pydantic's core. Our schema needs no more of JSON Schema."""
    from pydantic_core import core_schema as core

    if "$ref" in part:
        return core.definition_reference_schema(part["$ref"].rpartition("/")[2])
    if "anyOf" in part:  # something, or null
        return core.nullable_schema(_shape(part["anyOf"][0]))
    if "const" in part or "enum" in part:
        return core.literal_schema(part.get("enum") or [part["const"]])
    match part["type"]:
        case [kind, "null"]:
            return core.nullable_schema(_shape(part | {"type": kind}))
        case "object":
            return _table(part)
        case "array":
            items = _shape((part.get("prefixItems") or [part["items"]])[0])
            return core.list_schema(items, min_length=part.get("minItems"), max_length=part.get("maxItems"))
    simple: dict[str, CoreSchema] = {
        "string": core.str_schema(),
        "boolean": core.bool_schema(),
        "integer": core.int_schema(ge=part.get("minimum"), le=LARGEST_INTEGER),
        "number": core.union_schema([core.int_schema(), core.float_schema(allow_inf_nan=False)]),
    }
    return simple[part["type"]]


def _table(part: Plain) -> CoreSchema:
    from pydantic_core import core_schema as core

    required = {name for name in part["required"] if "default" not in part["properties"][name]}
    fields = {
        name: core.typed_dict_field(_shape(value), required=name in required)
        for name, value in part["properties"].items()
    }
    return core.typed_dict_schema(fields)


def text_of(record: Plain, folder: Path | None = None) -> str | None:
    """The text that the spans of a record count in, or None if it cannot be had.

    It is `document.text` if there; else the file at `document.path` (below the working directory, or below `folder`)
    is read again, and taken only if it is the one the record was made from, byte for byte.
    """
    document = record["document"]
    if "text" in document:
        text: str = document["text"]
        return text
    if document["path"] is None or document["sha256"] is None:
        return None
    places = [Path(document["path"])] if folder is None else [Path(document["path"]), folder / document["path"]]
    for place in places:
        content = _same_bytes(place, document)
        if content is not None:
            return _decoded(content, document["characters"])
    return None


def _same_bytes(path: Path, document: Plain) -> bytes | None:
    """The file's bytes if they have the record's sha256."""
    try:
        # No character takes more than four bytes: a longer file is another one, and a device is never read.
        if not path.is_file() or path.stat().st_size > 4 * document["characters"] + 4:
            return None
        content = path.read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return None
    return content if hashlib.sha256(content).hexdigest() == document["sha256"] else None


def _decoded(content: bytes, characters: int) -> str | None:
    """The text of the bytes in the encoding that gives as many characters as the record says."""
    for encoding in ("utf-8-sig", "utf-16", "utf-32", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if len(text) == characters:
            return text
    return None
