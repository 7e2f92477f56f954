// OLE compound files that the tests build: one sector list, streams of at least 4 KB.

const SECTOR = 512;
const END = 0xffff_fffe;

/** A compound file with these streams; each is padded to 4096 bytes, below which the format keeps them elsewhere. */
export function oleOf(streams: Record<string, Uint8Array>): Uint8Array {
  const parts = Object.entries(streams).map(([name, bytes]) => {
    const size = Math.max(4_096, Math.ceil(bytes.length / SECTOR) * SECTOR);
    return { name, size, bytes: Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]) };
  });
  // Sector 0 holds the table, 1 the directory (4 entries), then the streams.
  const directory = Buffer.alloc(SECTOR);
  const table = Buffer.alloc(SECTOR, 0xff);
  table.writeUInt32LE(0xffff_fffd, 0);
  table.writeUInt32LE(END, 4);
  entry(directory, 0, 'Root Entry', 5, END, 0);
  let next = 2;
  parts.forEach(({ name, size }, at) => {
    entry(directory, at + 1, name, 2, next, size);
    const sectors = size / SECTOR;
    for (let i = 0; i < sectors; i++)
      table.writeUInt32LE(i === sectors - 1 ? END : next + i + 1, (next + i) * 4);
    next += sectors;
  });

  const head = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head);
  head.writeUInt16LE(0x3e, 24);
  head.writeUInt16LE(3, 26);
  head.writeUInt16LE(0xfffe, 28);
  head.writeUInt16LE(9, 30);
  head.writeUInt16LE(6, 32);
  head.writeUInt32LE(1, 44);
  head.writeUInt32LE(1, 48);
  head.writeUInt32LE(4_096, 56);
  head.writeUInt32LE(END, 60);
  head.writeUInt32LE(END, 68);
  head.fill(0xff, 76);
  head.writeUInt32LE(0, 76);
  return Buffer.concat([head, table, directory, ...parts.map(({ bytes }) => bytes)]);
}

function entry(directory: Buffer, at: number, name: string, type: number, start: number, size: number): void {
  const base = at * 128;
  directory.write(name, base, 'utf16le');
  directory.writeUInt16LE((name.length + 1) * 2, base + 64);
  directory[base + 66] = type;
  directory.fill(0xff, base + 68, base + 80);
  directory.writeUInt32LE(start, base + 116);
  directory.writeUInt32LE(size, base + 120);
}
