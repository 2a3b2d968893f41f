// Values as JSON, and frames of a length and a text, over descriptors. Used on both sides; what the
// other side sends is only ever parsed as JSON.
'use strict';
const fs = require('fs');

const MOST = 64 << 20;

function encode(value) {
  switch (typeof value) {
    case 'undefined': return { u: 1 };
    case 'number': return Number.isFinite(value) && !Object.is(value, -0) ? value : { n: Object.is(value, -0) ? '-0' : String(value) };
    case 'bigint': return { b: String(value) };
    case 'boolean': case 'string': return value;
    case 'object': return value === null ? null : encodeObject(value);
    default: throw new TypeError('a ' + typeof value + ' cannot be handed over');
  }
}

function encodeObject(value) {
  if (Array.isArray(value)) return Array.from(value, encode);
  if (value instanceof Map) return { m: Array.from(value, ([k, v]) => [encode(k), encode(v)]) };
  if (value instanceof Set) return { s: Array.from(value, encode) };
  if (value instanceof Date) return { d: value.getTime() };
  return { o: Object.entries(value).map(([k, v]) => [k, encode(v)]) };
}

function decode(json) {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map(decode);
  if ('u' in json) return undefined;
  if ('n' in json) return Number(json.n);
  if ('b' in json) return BigInt(json.b);
  if ('d' in json) return new Date(json.d);
  if ('m' in json) return new Map(json.m.map(([k, v]) => [decode(k), decode(v)]));
  if ('s' in json) return new Set(json.s.map(decode));
  const object = {};
  for (const [key, value] of json.o) {
    // Not by assignment, which would let a key named __proto__ change the object's kind.
    Object.defineProperty(object, key, { value: decode(value), writable: true, enumerable: true, configurable: true });
  }
  return object;
}

function readFully(fd, size) {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size;) {
    const n = fs.readSync(fd, bytes, at, size - at, null);
    if (n === 0) return null;
    at += n;
  }
  return bytes;
}

exports.encode = encode;
exports.decode = decode;

exports.send = (fd, message) => {
  const text = Buffer.from(JSON.stringify(message));
  const bytes = Buffer.alloc(4 + text.length);
  bytes.writeUInt32LE(text.length);
  text.copy(bytes, 4);
  for (let at = 0; at < bytes.length;) at += fs.writeSync(fd, bytes, at);
};

exports.receive = (fd) => {
  const head = readFully(fd, 4);
  if (head === null || head.readUInt32LE() > MOST) return undefined;
  const text = readFully(fd, head.readUInt32LE());
  return text === null ? undefined : JSON.parse(text.toString('utf8'));
};
