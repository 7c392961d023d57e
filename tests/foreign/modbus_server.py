#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Modbus TCP server that is not ours (pymodbus), for tst_cli_device.

Holding registers 0..: 3.5 as a 32-bit float in each of the four word orders (0, 2, 4, 6), 0x0123456789ABCDEF in each
order (10, 14, 18, 22), -2 as i16 (30), "H2" as text (31), 1 as an enum (32), 0xBEEF as canary (40..42). Prints its port.
"""
import socket
import struct
import sys
import threading

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server import StartTcpServer


def words(data, order):
    w = [data[i:i + 2] for i in range(0, len(data), 2)]
    if order in ("CDAB", "DCBA"):
        w.reverse()
    if order in ("BADC", "DCBA"):
        w = [x[::-1] for x in w]
    return [struct.unpack(">H", x)[0] for x in w]


registers = [0] * 100
for i, order in enumerate(("ABCD", "CDAB", "BADC", "DCBA")):
    registers[2 * i:2 * i + 2] = words(struct.pack(">f", 3.5), order)
    registers[10 + 4 * i:14 + 4 * i] = words(bytes.fromhex("0123456789ABCDEF"), order)
registers[30:33] = [0xFFFE, 0x4832, 1]
registers[40:43] = [0xBEEF] * 3
slave = ModbusSlaveContext(hr=ModbusSequentialDataBlock(0, registers), zero_mode=True)
probe = socket.socket()
probe.bind(("127.0.0.1", 0))
port = probe.getsockname()[1]
probe.close()
threading.Timer(1.0, lambda: print(port, flush=True)).start()
sys.exit(StartTcpServer(context=ModbusServerContext(slaves=slave, single=True), address=("127.0.0.1", port)))
