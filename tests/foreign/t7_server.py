#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A LabJack T7-Pro as far as a recording needs it, on Modbus TCP: functions 3 and 76 over a memory of registers, with
its two timers and inputs that ramp with the core timer. For the tests of the station; none of its code is ours.

Prints its port and serves until its input ends.
"""
import socket
import struct
import sys
import threading
import time

WORDS = {}


def put(address, fmt, value):
    data = struct.pack(">" + fmt, value)
    for i in range(0, len(data), 2):
        WORDS[address + i // 2] = struct.unpack(">H", data[i:i + 2])[0]


put(55100, "I", 0x00112233)  # TEST
put(60000, "f", 7.0)         # PRODUCT_ID
put(60004, "f", 1.0292)      # FIRMWARE_VERSION
put(60010, "I", 1)           # HARDWARE_INSTALLED: Pro
put(60028, "I", 470010117)   # SERIAL_NUMBER
put(2800, "I", 0x7FFFFF)     # DIO_STATE: all high


def sample():
    """Timers and inputs of one moment."""
    now = time.monotonic()
    core = int(now * 40e6)
    put(61520, "I", core & 0xFFFFFFFF)
    put(61522, "I", int(now * 20) & 0xFFFFFFFF)
    for channel in range(14):
        put(2 * channel, "f", ((core >> 8) % 65536) * 1e-6 * (channel + 1))


def read(address, count):
    return b"".join(struct.pack(">H", WORDS.get(address + i, 0)) for i in range(count))


def answer(pdu):
    sample()
    if pdu[0] == 3:
        address, count = struct.unpack(">HH", pdu[1:5])
        return bytes([3, 2 * count]) + read(address, count)
    if pdu[0] != 76:
        return bytes([pdu[0] | 0x80, 1])
    out = b""
    at = 1
    while at < len(pdu):
        kind, address, count = struct.unpack(">BHB", pdu[at:at + 4])
        at += 4
        if kind == 0:
            out += read(address, count)
        else:
            for i in range(count):
                WORDS[address + i] = struct.unpack(">H", pdu[at + 2 * i:at + 2 * i + 2])[0]
            at += 2 * count
    return bytes([76]) + out


def serve(client):
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    waiting = b""
    while True:
        more = client.recv(4096)
        if not more:
            return
        waiting += more
        while len(waiting) >= 6:
            length = struct.unpack(">H", waiting[4:6])[0]
            if len(waiting) < 6 + length:
                break
            head, unit, pdu = waiting[:4], waiting[6:7], waiting[7:6 + length]
            waiting = waiting[6 + length:]
            reply = answer(pdu)
            client.sendall(head + struct.pack(">H", len(reply) + 1) + unit + reply)


def guarded(client):
    try:
        serve(client)
    except OSError:
        pass  # the station was killed: that is what this is for
    client.close()


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
print(listener.getsockname()[1], flush=True)


def accept():
    while True:
        threading.Thread(target=guarded, args=(listener.accept()[0],), daemon=True).start()


threading.Thread(target=accept, daemon=True).start()
sys.stdin.read()
