import { crc32 } from 'node:zlib'

/** A zip archive of one text file, stored without compression. */
export function archiveOf(path: string, content: string): Buffer {
  const [name, bytes] = [Buffer.from(path), Buffer.from(content)]
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt32LE(crc32(bytes), 10)
  shared.writeUInt32LE(bytes.length, 14)
  shared.writeUInt32LE(bytes.length, 18)
  shared.writeUInt16LE(name.length, 22)
  const file = Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, bytes])
  const tail = Buffer.alloc(14)
  // A regular file that everyone may read: Lambda runs code under a user of its own.
  tail.writeUInt32LE((0o100644 << 16) >>> 0, 6)
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), shared, tail, name])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(file.length, 16)
  return Buffer.concat([file, entry, end])
}
