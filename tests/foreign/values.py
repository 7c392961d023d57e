# SPDX-License-Identifier: GPL-3.0-or-later
"""Every type in every word order, encoded by Python's struct: what the foreign servers hold and what is to be written.

An entry is {"id", "table", "address", "type", "order", "value", "write"}: `value` stands there at the start, `write` is
what the test writes (holding registers and coils only), both as our programs print them.
"""
import struct

ORDERS = ("ABCD", "CDAB", "BADC", "DCBA")
# type, struct format, value, value to write
NUMBERS = [
    ("u32", ">I", 3735928559, 4000000001),
    ("i32", ">i", -123456789, -2147483648),
    ("f32", ">f", "1.01325", "-2.5e-07"),
    ("u64", ">Q", 81985529216486895, 18446744073709551615),
    ("i64", ">q", -9007199254740993, -9223372036854775808),
    ("f64", ">d", "0.1", "1e+300"),
]
# one register: type, word, its text, word to write, its text
SINGLES = [
    ("bool", 1, "true", 0, "false"),
    ("u16", 65535, "65535", 40000, "40000"),
    ("i16", 0xFFFE, "-2", 0x8000, "-32768"),
    ("bcd16", 0x1234, "1234", 0x9876, "9876"),
    ("bitfield", 0x8001, "32769", 0x1234, "4660"),
    ("enum", 1, "running", 2, "stopped"),
]
STRINGS = [("string(5)", "Argon", "H2"), ("string(12)", "Micro GC 3", "blank")]


def number(kind, text):
    return float(text) if kind[0] == "f" else int(text)


def words(data, order):
    """Big-endian bytes as registers in one of the four orders."""
    pairs = [data[i:i + 2] for i in range(0, len(data), 2)]
    if order in ("CDAB", "DCBA"):
        pairs.reverse()
    if order in ("BADC", "DCBA"):
        pairs = [pair[::-1] for pair in pairs]
    return [int.from_bytes(pair, "big") for pair in pairs]


def text_words(text, kind):
    size = int(kind[7:-1])
    size += size % 2
    return words(text.encode().ljust(size, b"\0"), "ABCD")


def registers(entry, which):
    """The registers of an entry's `value` or `write`."""
    kind, text = entry["type"], entry[which]
    for name, form, _, _ in NUMBERS:
        if name == kind:
            return words(struct.pack(form, number(kind, text)), entry["order"])
    for name, word, _, written, _ in SINGLES:
        if name == kind:
            return [word if which == "value" else written]
    return text_words(text, kind)


def layout():
    """All entries: holding and input registers from address 10, coils and discrete inputs from 0."""
    entries = []
    for table in ("holding", "input"):
        address = 10
        for order in ORDERS:
            for kind, _, value, write in NUMBERS:
                entry = {"id": f"{table}_{kind}_{order}", "table": table, "address": address, "type": kind,
                         "order": order, "value": str(value), "write": str(write)}
                entries.append(entry)
                address += len(registers(entry, "value"))
        for kind, _, value, _, write in SINGLES:
            entries.append({"id": f"{table}_{kind}", "table": table, "address": address, "type": kind,
                            "order": "ABCD", "value": value, "write": write})
            address += 1
        for kind, value, write in STRINGS:
            entry = {"id": f"{table}_{kind.replace('(', '').replace(')', '')}", "table": table, "address": address,
                     "type": kind, "order": "ABCD", "value": value, "write": write}
            entries.append(entry)
            address += len(registers(entry, "value"))
    for table in ("coil", "discrete"):
        for i in range(11):
            on = i % 3 == 1
            entries.append({"id": f"{table}_{i}", "table": table, "address": i, "type": "bool", "order": "ABCD",
                            "value": "true" if on else "false", "write": "false" if on else "true"})
    return entries
