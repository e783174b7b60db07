// Characters of all fields around it together, against the length that is wanted; changes while one is writing.

import { lineBeneath } from './elements.js';

export default function ({ data, parentElement }) {
  return lineBeneath(parentElement, `.st-key-${data.around}`, (fields) => {
    const count = fields.reduce((sum, field) => sum + [...field.value.normalize('NFC').trim()].length, 0);
    const spaced = String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
    const verdict = count < data.least ? data.words.short : count > data.most ? data.words.long : data.words.right;
    return `${data.words.count.replace('{count}', spaced)} ${verdict}`;
  });
}
