// The journal of an allotment as its format is documented (src/engines/allocation/README.md), read without the engine's code.
import assert from 'node:assert/strict';
import { crc32 } from './pictures.mjs';

const head_size = 64;
const decision_size = 64;
const kinds = [null, 'claim', 'confirm', 'cancel', 'expire', 'top_up', 'stop', 'resume', 'close'];

// The rows of an allotment from a number on, as {seq, epoch, batch}, whether a server runs or not.
export function journal_rows(house, allotment, from = 0) {
  const is_file = house.database.startsWith('sqlite:');
  const batch = is_file ? 'hex(batch)' : "encode(batch, 'hex')";
  const sql = `select seq, epoch, ${batch} as bytes from journal where stream = ${allotment} and seq >= ${from} order by seq`;
  const database = is_file ? house.database.replace(/\.sqlite$/, '.journal') : house.database;
  return house.rows(sql, database).map(({ seq, epoch, bytes }) => ({ seq: Number(seq), epoch: Number(epoch), batch: Buffer.from(bytes, 'hex') }));
}

const number = (bytes, at) => Number(bytes.readBigInt64LE(at));
const name = (bytes, at) => bytes.readBigInt64LE(at).toString(); // what is only compared may be larger than a number
const key = (bytes, at) => bytes.readBigUInt64LE(at).toString(16).padStart(16, '0') + bytes.readBigUInt64LE(at + 8).toString(16).padStart(16, '0');

// The head of a batch; throws when it is not whole.
export function read_head(batch) {
  assert.ok(batch.length >= head_size, 'a row has a head');
  assert.equal(batch.toString('latin1', 0, 4), 'CNYA');
  assert.equal(batch.readUInt16LE(4), 1, 'the version of the format');
  const checksum = batch.readUInt32LE(48);
  assert.equal(crc32(Buffer.concat([batch.subarray(0, 48), batch.subarray(52)])), checksum, 'the checksum of a row');
  return { has_terms: batch.readUInt16LE(6) === 1, allotment: name(batch, 8), seq: number(batch, 16), epoch: number(batch, 24),
    time: number(batch, 32), count: batch.readUInt32LE(40), checksum_before: batch.readUInt32LE(44), checksum };
}

export function read_terms(batch) {
  const terms = batch.subarray(head_size);
  const channels = Array.from({ length: terms.readUInt8(4) }, (_, i) => {
    const at = 56 + i * 24;
    return { units: terms.readUInt32LE(at), needs_reservation: terms.readUInt32LE(at + 4) !== 0, opens: number(terms, at + 8), closes: number(terms, at + 16) };
  });
  return { per_person: terms.readUInt32LE(0), hold: number(terms, 8), channels };
}

export function read_decisions(batch, { count }) {
  assert.equal(batch.length, head_size + count * decision_size, 'as many decisions as the head says');
  return Array.from({ length: count }, (_, i) => {
    const bytes = batch.subarray(head_size + i * decision_size, head_size + (i + 1) * decision_size);
    return { kind: kinds[bytes.readUInt8(0)], channel: bytes.readUInt8(1), eligible: bytes.readUInt8(2), reserved: bytes.readUInt8(3) === 1,
      unit: bytes.readUInt32LE(4), person: name(bytes, 8), key: key(bytes, 16), deadline: number(bytes, 32), amount: number(bytes, 40), payment: name(bytes, 48) };
  });
}
