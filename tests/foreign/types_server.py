#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Modbus server that is not ours (pymodbus) holding every type in every word order (values.py).

  types_server.py tcp | rtu PORT    first line of its output: {"port", "entries"}; ends with its standard input
  types_server.py compare tcp PORT | rtu PORT    a pymodbus client: reads the server's memory, one line a difference
"""
import json
import os
import socket
import sys
import threading

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.server import StartSerialServer, StartTcpServer

import values

CANARY = [0xBEEF, 0x0042, 0x1234, 0xCAFE, 0x5555]


def memory():
    tables = {"holding": [0] * 200, "input": [0] * 200, "coil": [False] * 40, "discrete": [False] * 40}
    tables["holding"][0:5] = CANARY
    for entry in values.layout():
        at = entry["address"]
        if entry["table"] in ("coil", "discrete"):
            tables[entry["table"]][at] = entry["value"] == "true"
        else:
            words = values.registers(entry, "value")
            tables[entry["table"]][at:at + len(words)] = words
    return tables


def serve(kind, port):
    tables = memory()
    block = {name: ModbusSequentialDataBlock(0, content) for name, content in tables.items()}
    slave = ModbusSlaveContext(hr=block["holding"], ir=block["input"], co=block["coil"], di=block["discrete"],
                               zero_mode=True)
    context = ModbusServerContext(slaves={7: slave}, single=False)
    if kind == "tcp":
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    ready = json.dumps({"port": port, "entries": values.layout()})
    threading.Timer(1.0, lambda: print(ready, flush=True)).start()
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    if kind == "tcp":
        StartTcpServer(context=context, address=("127.0.0.1", port))
    else:
        StartSerialServer(context=context, framer=ModbusRtuFramer, port=port, baudrate=9600, timeout=0.05)


def compare(kind, port):
    client = (ModbusTcpClient("127.0.0.1", port=int(port)) if kind == "tcp"
              else ModbusSerialClient(port, framer=ModbusRtuFramer, baudrate=9600, timeout=2))
    if not client.connect():
        sys.exit("the foreign client does not connect")
    for entry in values.layout():
        if entry["table"] == "holding":
            wanted = values.registers(entry, "write")
            got = client.read_holding_registers(entry["address"], len(wanted), slave=7)
            found = None if got.isError() else got.registers
        elif entry["table"] == "coil":
            wanted = entry["write"] == "true"
            got = client.read_coils(entry["address"], 1, slave=7)
            found = None if got.isError() else got.bits[0]
        else:
            continue
        if found != wanted:
            print(f"{entry['id']}: the server holds {found}, to be written was {wanted}")
    client.close()


if sys.argv[1] == "compare":
    compare(sys.argv[2], sys.argv[3])
else:
    serve(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
