// PNG files made to measure: honest ones, and such as only say that they are pictures.
import zlib from 'node:zlib';

export function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

export const png_signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

// Says it is width × height grey pixels; `rows` are the bytes of its lines, each after a filter byte.
export function png(width, height, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  return Buffer.concat([png_signature, chunk('IHDR', header), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

// Of noise, which nothing makes smaller.
export function noisy_png(side) {
  const rows = Buffer.alloc(side * (side + 1));
  for (let at = 0, state = 1; at < rows.length; at += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    rows[at] = at % (side + 1) === 0 ? 0 : state >>> 24;
  }
  return png(side, side, rows);
}
