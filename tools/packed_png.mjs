// Packs the PNG a browser makes as tightly as a page deserves: drawn in flat colours, its lines repeat, which deflate sees
// best when they are not filtered. PNG specification, "Filtering" and "Datastream structure".
import zlib from 'node:zlib';

// -> the same pixels
export function packed(png) {
  const chunks = chunks_of(png);
  const header = chunks.find(({ type }) => type === 'IHDR');
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  const [depth, colours] = [header.data[8], { 2: 3, 6: 4 }[header.data[9]]];
  if (depth !== 8 || !colours || header.data[12] !== 0) throw new Error('only pictures as Chromium makes them');
  const lines = zlib.inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  unfilter(lines, width * colours, height, colours);
  const pixels = { type: 'IDAT', data: zlib.deflateSync(lines, { level: 9, memLevel: 9 }) };
  return Buffer.concat([png.subarray(0, 8), ...[header, pixels, { type: 'IEND', data: Buffer.alloc(0) }].map(chunk)]);
}

function chunks_of(png) {
  const chunks = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) });
  }
  return chunks;
}

// In place; every line begins with the number of its filter, which becomes 0.
function unfilter(lines, length, height, step) {
  for (let y = 0; y < height; ++y) {
    const begin = y * (length + 1) + 1;
    const predict = predictors[lines[begin - 1]];
    lines[begin - 1] = 0;
    for (let x = 0; x < length; ++x) {
      const left = x < step ? 0 : lines[begin + x - step];
      const up = y === 0 ? 0 : lines[begin + x - length - 1];
      const corner = x < step || y === 0 ? 0 : lines[begin + x - length - 1 - step];
      lines[begin + x] += predict(left, up, corner);
    }
  }
}

const predictors = [() => 0, (left) => left, (left, up) => up, (left, up) => (left + up) >> 1, paeth];

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [by_left, by_up, by_corner] = [left, up, corner].map((value) => Math.abs(guess - value));
  if (by_left <= by_up && by_left <= by_corner) return left;
  return by_up <= by_corner ? up : corner;
}

function chunk({ type, data }) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(checksum(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

// CRC-32 as PNG wants it.
function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
