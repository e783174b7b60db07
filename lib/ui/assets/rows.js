// Rows that each lead to the place where something is mended. Data only ever enter as text.

import { kept, make, pill } from './elements.js';

function row({ href, state, what, detail, when }, open) {
  const item = make('li');
  const link = make('a', 'k-row');
  link.href = href;
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(href);
  });
  const text = make('span', 'k-row-text');
  text.append(make('span', 'k-row-what', what), make('span', 'k-row-detail', detail));
  if (when) link.append(make('span', 'k-row-when', when));
  link.append(text);
  if (state) link.append(pill(state));
  item.append(link);
  return item;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = kept(parentElement, 'ul', 'k-rows', data);
  list.open = (href) => setTriggerValue('open', href);
  if (list.changed) list.root.replaceChildren(...data.rows.map((one) => row(one, (href) => list.open(href))));
}
