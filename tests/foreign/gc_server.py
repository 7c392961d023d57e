#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A gas chromatograph by the SIM_2251 convention (hardware.md 1.2) on Modbus TCP, for tst_foreign_gc; none of its code
is ours. Coil 1001 starts an analysis: 3062 turns to 1, and 3901 counts the analyses that have ended.

Prints its port, then answers each line of its input: `set ADDRESS BYTE...`, `busy N` (the next N requests get
exception 6), `end` (the analysis ends), `starts` (how often the coil was written).
"""
import socket
import struct
import sys
import threading

FLOATS = {7001: 0.5, 7002: 1.25, 7003: 98.25}
MEMORY = {3001 + i: [0, 0] for i in range(16)}
MEMORY.update({7001 + i: list(struct.pack(">f", FLOATS.get(7001 + i, 0.0))) for i in range(16)})
MEMORY.update({3001: [0, 116], 3002: [0, 112], 3003: [0, 114]})  # O2, H2, N2
MEMORY.update({3034: [0, 1], 3046: [0, 0], 3047: [0, 0], 3059: [0, 1], 3062: [0, 0], 3901: [0, 7]})
STATE = {"busy": 0, "starts": 0, "requests": 0}


def answer(pdu):
    function, address, word = struct.unpack(">BHH", pdu[:5])
    if STATE["busy"] > 0:
        STATE["busy"] -= 1
        return bytes([function | 0x80, 6])
    if function == 3:
        span = range(address, address + word)
        if any(a not in MEMORY for a in span):
            return bytes([0x83, 2])
        data = b"".join(bytes(MEMORY[a]) for a in span)
        return bytes([3, len(data)]) + data
    if function == 5 and address == 1001 and word == 0xFF00:
        STATE["starts"] += 1
        MEMORY[3062] = [0, 1]
        return pdu
    return bytes([function | 0x80, 1])


def serve(client):
    buffer = b""
    while chunk := client.recv(512):
        buffer += chunk
        while len(buffer) >= 7:
            size = 6 + struct.unpack(">H", buffer[4:6])[0]
            if len(buffer) < size:
                break
            pdu = answer(buffer[7:size])
            client.sendall(buffer[:4] + struct.pack(">H", len(pdu) + 1) + buffer[6:7] + pdu)
            buffer = buffer[size:]


def accept(listener):
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client,), daemon=True).start()


listener = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=accept, args=(listener,), daemon=True).start()
print(listener.getsockname()[1], flush=True)
for line in sys.stdin:
    words = line.split()
    if words[0] == "set":
        MEMORY[int(words[1])] = [int(b) for b in words[2:]]
    elif words[0] == "busy":
        STATE["busy"] = int(words[1])
    elif words[0] == "end":
        MEMORY[3062] = [0, 0]
        MEMORY[3901][1] += 1
    print(STATE["starts"], flush=True)
