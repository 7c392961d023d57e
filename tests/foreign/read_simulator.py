#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A pymodbus client for tst_foreign_simulator.

  read_simulator.py ENDPOINT UNIT TABLE ADDRESS COUNT    prints the registers or bits, or `exception N`
  read_simulator.py ENDPOINT UNIT write ADDRESS WORD     writes one register
"""
import sys

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.framer.rtu_framer import ModbusRtuFramer

endpoint, unit, table, address, number = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
if endpoint.startswith("tcp://"):
    host, port = endpoint[6:].split(":")
    client = ModbusTcpClient(host, port=int(port))
else:
    client = ModbusSerialClient(endpoint[len("serial://"):], framer=ModbusRtuFramer, baudrate=9600, timeout=2)
if not client.connect():
    sys.exit("the foreign client does not connect")
if table == "write":
    answer = client.write_register(address, number, slave=unit)
else:
    read = {"holding": client.read_holding_registers, "input": client.read_input_registers,
            "coil": client.read_coils, "discrete": client.read_discrete_inputs}[table]
    answer = read(address, number, slave=unit)
if answer.isError():
    print("exception", getattr(answer, "exception_code", answer))
elif table != "write":
    print(*(answer.bits[:number] if table in ("coil", "discrete") else answer.registers))
client.close()
