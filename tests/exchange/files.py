"""Files made by hand, byte for byte: honest ones of formats that we only read, and those that lie about themselves."""

import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass
class Part:
    """A part of a ZIP file as it is packed, with the sizes it claims to have."""

    name: str
    packed: bytes
    size: int
    crc: int
    flags: int = 0
    method: int = 8


def part(name: str, content: str | bytes, **claims) -> Part:
    content = content.encode() if isinstance(content, str) else content
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = press.compress(content) + press.flush()
    return Part(**{"name": name, "packed": packed, "size": len(content), "crc": zlib.crc32(content), **claims})


def repeated_part(name: str, before: bytes, block: bytes, times: int, after: bytes, **claims) -> Part:
    """A part with a block many times over, packed once: a gigabyte is made in a moment."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = press.compress(before) + press.flush(zlib.Z_FULL_FLUSH)
    one = press.compress(block) + press.flush(zlib.Z_FULL_FLUSH)
    packed += one * times + press.compress(after) + press.flush()
    crc = zlib.crc32(before)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    crc = zlib.crc32(after, crc)
    size = len(before) + len(block) * times + len(after)
    return Part(**{"name": name, "packed": packed, "size": size, "crc": crc, **claims})


def package(*parts: Part) -> bytes:
    out = BytesIO()
    directory = b""
    for each in parts:
        name = each.name.encode()
        sizes = struct.pack("<III", each.crc, len(each.packed), each.size)
        head = struct.pack("<HHHHH", 20, each.flags, each.method, 0, 33) + sizes + struct.pack("<HH", len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + head
        directory += struct.pack("<HHHII", 0, 0, 0, 0, out.tell()) + name
        out.write(b"PK\x03\x04" + head + name + each.packed)
    start = out.tell()
    out.write(directory)
    end = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), start, 0)
    out.write(b"PK\x05\x06" + end)
    return out.getvalue()


def worksheet(rows: str, dimension: str = "") -> str:
    said = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f'<worksheet xmlns="{SPREADSHEET}">{said}<sheetData>{rows}</sheetData></worksheet>'


@dataclass
class Workbook:
    """An XLSX file whose parts may each be replaced."""

    sheet: str | bytes | Part = ""
    strings: str | bytes | Part | None = None
    head: str = ""
    properties: str = ""
    target: str = "worksheets/sheet1.xml"
    more: list[Part] = field(default_factory=list)

    def content(self) -> bytes:
        workbook = (
            f'{self.head}<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}">{self.properties}'
            '<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
        )
        relations = (
            f'<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{self.target}"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        )
        package_relations = (
            f'<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        )
        parts = [
            part("[Content_Types].xml", CONTENT_TYPES),
            part("_rels/.rels", package_relations),
            part("xl/workbook.xml", workbook),
            part("xl/_rels/workbook.xml.rels", relations),
            _named("xl/worksheets/sheet1.xml", self.sheet),
        ]
        if self.strings is not None:
            parts.append(_named("xl/sharedStrings.xml", self.strings))
        return package(*parts, *self.more)


def cell(place: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def grid(table: list[list]) -> str:
    """The rows of a small table, as XML."""
    return "".join(
        f'<row r="{line}">'
        + "".join(cell(f"{chr(65 + place)}{line}", value) for place, value in enumerate(row) if value is not None)
        + "</row>"
        for line, row in enumerate(table, start=1)
    )


def ods(rows: str, head: str = "") -> bytes:
    content = (
        f"{head}<office:document-content"
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Data">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return package(
        part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        part("META-INF/manifest.xml", manifest),
        part("content.xml", content),
    )


def ods_grid(table: list[list]) -> str:
    def one(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        kind = "string" if isinstance(value, str) else "float"
        said = "" if isinstance(value, str) else f' office:value="{value}"'
        return f'<table:table-cell office:value-type="{kind}"{said}><text:p>{value}</text:p></table:table-cell>'

    return "".join(f"<table:table-row>{''.join(map(one, row))}</table:table-row>" for row in table)


def xls(*sheets: list[tuple[int, int, object]]) -> bytes:
    """A workbook of Excel 97: each sheet is given as rows, columns (from 0) and values."""
    begin = struct.pack("<HHHHHH", 0x0600, 0x0005, 0, 0, 0, 0)
    bodies = []
    for cells in sheets:
        body = _record(0x0809, begin[:2] + struct.pack("<HHHII", 0x0010, 0, 0, 0, 0))
        for line, column, value in cells:
            place = struct.pack("<HHH", line, column, 0)
            if isinstance(value, str):
                text = value.encode("latin-1")
                body += _record(0x0204, place + struct.pack("<HB", len(text), 0) + text)
            else:
                body += _record(0x0203, place + struct.pack("<d", value))
        bodies.append(body + _record(0x000A, b""))
    head = _record(0x0809, begin[:2] + struct.pack("<HHHII", 0x0005, 0, 0, 0, 0))
    names = [f"S{number}".encode() for number in range(len(sheets))]
    at = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        head += _record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name)
        at += len(body)
    return compound("Workbook", head + _record(0x000A, b"") + b"".join(bodies))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def compound(name: str, stream: bytes) -> bytes:
    """An OLE compound file with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    tables = -(-(sectors + 2) // 127)
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE]
    first = len(chain)
    chain += [first + number + 1 for number in range(sectors - 1)] + [0xFFFFFFFE]
    chain += [0xFFFFFFFF] * (tables * 128 - len(chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += b"".join(struct.pack("<I", number if number < tables else 0xFFFFFFFF) for number in range(109))
    root = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    entries = root + _entry(name, 2, 0xFFFFFFFF, first, len(stream)) + bytes(256)
    return head + struct.pack(f"<{len(chain)}I", *chain) + entries + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _named(name: str, content: str | bytes | Part) -> Part:
    if isinstance(content, Part):
        content.name = name
        return content
    return part(name, content)
