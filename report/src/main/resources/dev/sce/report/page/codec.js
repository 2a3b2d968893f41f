/** Turns what the page holds into numbers and texts. Columns.java writes them in this order. */

const NONE = 0xffff;
const DUPLICATE = 1;
const UNSTABLE = 2;

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

async function unpacked(base64) {
  const stream = new Blob([bytesOf(base64.trim())]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A positive number of a code; 0 where nothing was measured. See LogScale.java. */
function measured(code) {
  return code === 0 ? 0 : 10 ** ((code - 1) / 5000);
}

function decoded(bytes) {
  const end = bytes.indexOf(10);
  const data = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  let at = end + 1;
  const take = Type => {
    const size = data.rows * Type.BYTES_PER_ELEMENT;
    // A copy, since columns do not begin at multiples of their size.
    const column = new Type(bytes.slice(at, at + size).buffer);
    at += size;
    return column;
  };
  data.index = take(Uint32Array);
  for (let i = 0, before = -1; i < data.rows; i++) before = data.index[i] += before;
  data.problem = take(Uint32Array);
  data.sample = take(Int32Array);
  data.verdict = take(Uint8Array);
  for (const name of ['passed', 'tests', 'failing', 'runtime', 'memory', 'cluster']) data[name] = take(Uint16Array);
  data.flags = take(Uint8Array);
  data.detail = take(Uint32Array);
  return data;
}

/** The position of the sample with an index; -1 for none. */
function positionOf(data, index) {
  let low = 0;
  let high = data.rows - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (data.index[middle] === index) return middle;
    if (data.index[middle] < index) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The block that holds the details with a number from 0, and their place in it. */
function blockOf(starts, number) {
  let block = starts.length - 1;
  while (block > 0 && starts[block] > number) block--;
  return [block, number - starts[block]];
}
