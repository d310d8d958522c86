"""The names that a shared library (64-bit ELF, little-endian) defines and leaves undefined, without binutils."""

import struct
from pathlib import Path

SHT_DYNSYM = 11
SECTION = struct.Struct("<IIQQQQIIQQ")
SYMBOL = struct.Struct("<IBBHQQ")


def dynamic_names(library: Path):
    """The defined and the undefined names of the dynamic symbol table, as two sets."""
    data = library.read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        raise ValueError(f"{library} is not a 64-bit little-endian ELF file")
    (start,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    sections = [SECTION.unpack_from(data, start + index * size) for index in range(count)]
    defined, undefined = set(), set()
    for _, kind, _, _, offset, length, link, _, _, entry in sections:
        if kind != SHT_DYNSYM:
            continue
        names = sections[link][4]
        for place in range(offset + entry, offset + length, entry):
            name, _, _, section, _, _ = SYMBOL.unpack_from(data, place)
            begin = names + name
            text = data[begin:data.index(b"\0", begin)].decode()
            (undefined if section == 0 else defined).add(text)
    return defined, undefined
