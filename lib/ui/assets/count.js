// The number of characters of a text while it is being written, counted as the price list counts it.
// The server counts again: lib/tariffs/rules/counting.py says the same in Python, and a test holds both together.

import { lineBeneath } from './elements.js';

export function characters(text, spaces) {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').trimEnd().split('\n');
  if (!spaces) return [...lines.join('').replace(/\s/g, '')].length;
  return [...lines.map((line) => line.trimEnd()).join('\n')].length;
}

export default function ({ data, parentElement }) {
  return lineBeneath(parentElement, `.st-key-${data.around}`, ([field]) => {
    const count = characters(field?.value ?? '', data.spaces);
    const started = Math.ceil(count / data.per);
    return data.words.replace('{count}', count).replace('{started}', started).replace('{per}', data.per);
  });
}
