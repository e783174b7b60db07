// A visible difference of two texts; the words of the difference only ever enter as text.

import { make } from './elements.js';

const TAGS = { removed: 'del', added: 'ins' };

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector('.k-diff') ?? make('div', 'k-diff');
  const text = make('p', 'k-diff-text');
  for (const [kind, words] of data.parts) {
    const part = make(TAGS[kind] ?? 'span');
    if (TAGS[kind]) part.append(make('span', 'k-unseen', data.words[kind]));
    part.append(words);
    text.append(part);
  }
  root.replaceChildren(make('p', 'k-diff-title', data.title), ...(data.parts.length ? [text] : []));
  if (!root.parentElement) parentElement.append(root);
}
