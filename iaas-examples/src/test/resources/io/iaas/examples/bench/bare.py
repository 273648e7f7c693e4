"""Makes and removes machines by libvirt's Python binding, in a process that is there already.

Takes the URI, the pool and the file of the seed. Reads lines of JSON that say what to do, and answers each by a line
with how many milliseconds that took.
"""

import json
import os
import sys
import time

import libvirt


def create(connection, pool, seed, guest):
    pool.createXML(guest["diskXml"])
    volume = pool.createXML(guest["seedXml"])
    stream = connection.newStream()
    volume.upload(stream, 0, len(seed))
    sent = 0
    while sent < len(seed):
        sent += stream.send(seed[sent:])
    stream.finish()
    connection.defineXML(guest["xml"]).create()


def delete(connection, pool, guest):
    domain = connection.lookupByName(guest["name"])
    domain.destroy()
    domain.undefine()
    pool.storageVolLookupByName(guest["diskName"]).delete()
    pool.storageVolLookupByName(guest["seedName"]).delete()
    if os.path.exists(guest["console"]):
        os.remove(guest["console"])


def main():
    connection = libvirt.open(sys.argv[1])
    pool = connection.storagePoolLookupByName(sys.argv[2])
    with open(sys.argv[3], "rb") as file:
        seed = file.read()
    print("ready", flush=True)
    for line in sys.stdin:
        guest = json.loads(line)
        began = time.monotonic()
        if guest["action"] == "create":
            create(connection, pool, seed, guest)
        else:
            delete(connection, pool, guest)
        print((time.monotonic() - began) * 1000, flush=True)


main()
