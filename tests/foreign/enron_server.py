#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modbus as Enron and Daniel speak it, from the description of hardware.md 1.2: addresses 3001.. name registers of two
bytes, 5001.. integers and 7001.. floats of four bytes each. pymodbus has no such thing; this shares no code with ours.

  enron_server.py tcp | rtu PORT    first line of its output: {"port", "entries"}. Then for each line of its input it
                                    prints its memory, one line {"5001": [bytes], ...}; ends with its input.
"""
import json
import os
import select
import socket
import struct
import sys
import tty

import values

UNIT = 7
ENTRIES = []
MEMORY = {3001: [0x00, 0x70], 3002: [0x00, 0x74], 3003: [0x00, 0x72]}
for base, kind in ((5001, "u32"), (5101, "i32"), (7001, "f32")):
    for i, order in enumerate(values.ORDERS):
        form, value, write = next((f, v, w) for k, f, v, w in values.NUMBERS if k == kind)
        entry = {"id": f"wide_{kind}_{order}", "table": "holding", "address": base + i, "type": kind, "order": order,
                 "value": str(value), "write": str(write)}
        ENTRIES.append(entry)
        MEMORY[base + i] = [b for w in values.registers(entry, "value") for b in w.to_bytes(2, "big")]
ENTRIES.append({"id": "narrow", "table": "holding", "address": 3001, "type": "u16", "order": "ABCD", "value": "112",
                "write": "114"})
# The canary: two registers of four bytes.
MEMORY[7901] = [0xBE, 0xEF, 0x00, 0x42]
MEMORY[7902] = [0x12, 0x34, 0xCA, 0xFE]


def crc(data):
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return struct.pack("<H", value)


def answer(pdu):
    function, address, word = struct.unpack(">BHH", pdu[:5])
    if function in (3, 4):
        span = range(address, address + word)
        if any(a not in MEMORY for a in span):
            return bytes([function | 0x80, 2])
        data = b"".join(bytes(MEMORY[a]) for a in span)
        return bytes([function, len(data)]) + data
    if function == 6 and len(MEMORY.get(address, [])) == 2:
        MEMORY[address] = list(pdu[3:5])
        return pdu
    if function == 16:
        data = list(pdu[6:6 + pdu[5]])
        widths = [len(MEMORY.get(a, [])) for a in range(address, address + word)]
        if 0 in widths:
            return bytes([function | 0x80, 2])
        if sum(widths) != len(data):
            return bytes([function | 0x80, 3])
        for i, width in enumerate(widths):
            MEMORY[address + i] = data[:width]
            data = data[width:]
        return pdu[:5]
    return bytes([function | 0x80, 1])


def requests(buffer):
    """Whole RTU requests out of the buffer."""
    while len(buffer) >= 8:
        size = 9 + buffer[6] if buffer[1] == 16 else 8
        if len(buffer) < size:
            return
        frame = bytes(buffer[:size])
        del buffer[:size]
        if crc(frame[:-2]) == frame[-2:] and frame[0] == UNIT:
            yield frame[1:-2]


def run(line, send):
    """Answers what comes on `line` and prints the memory for each line of standard input."""
    buffer = bytearray()
    while True:
        ready, _, _ = select.select([line, sys.stdin], [], [])
        if sys.stdin in ready:
            if not sys.stdin.readline():
                return
            print(json.dumps(MEMORY), flush=True)
        if line in ready:
            chunk = os.read(line if isinstance(line, int) else line.fileno(), 512)
            if not chunk:
                return
            buffer += chunk
            send(buffer)


def tcp():
    listener = socket.create_server(("127.0.0.1", 0))
    print(json.dumps({"port": listener.getsockname()[1], "entries": ENTRIES}), flush=True)
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            if not sys.stdin.readline():
                return
            print(json.dumps(MEMORY), flush=True)
        if listener not in ready:
            continue
        client, _ = listener.accept()

        def send(buffer):
            while len(buffer) >= 7:
                size = 6 + struct.unpack(">H", buffer[4:6])[0]
                if len(buffer) < size:
                    return
                frame = bytes(buffer[:size])
                del buffer[:size]
                pdu = answer(frame[7:])
                client.sendall(frame[:4] + struct.pack(">H", len(pdu) + 1) + frame[6:7] + pdu)

        run(client, send)


def rtu(port):
    line = os.open(port, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(line)
    print(json.dumps({"port": port, "entries": ENTRIES}), flush=True)

    def send(buffer):
        for pdu in requests(buffer):
            frame = bytes([UNIT]) + answer(pdu)
            os.write(line, frame + crc(frame))

    run(line, send)


if __name__ == "__main__":
    tcp() if sys.argv[1] == "tcp" else rtu(sys.argv[2])
