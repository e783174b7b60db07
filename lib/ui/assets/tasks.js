// Tasks as rows: a button that ticks one off, and a link to it. Data only ever enter as text.

import { fetchStyles, kept, make, pill, sign } from './elements.js';

function tick({ id, what, closed }, words, ticked) {
  const button = make('button', closed ? 'k-tick k-tick-done' : 'k-tick');
  button.type = 'button';
  const label = `${closed ? words.reopen : words.finish}: ${what}`;
  button.setAttribute('aria-label', label);
  button.title = closed ? words.reopen : words.finish;
  button.append(sign(closed ? 'check_circle' : 'radio_button_unchecked'));
  button.addEventListener('click', () => {
    button.disabled = true;
    ticked(id);
  });
  return button;
}

function row(one, data, ticked, open) {
  const item = make('li', 'k-task');
  if (data.ticks && one.ticks) item.append(tick(one, data.words, ticked));
  const link = make('a', 'k-row');
  link.href = one.href;
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(one.id);
  });
  const text = make('span', 'k-row-text');
  text.append(make('span', one.closed ? 'k-row-what k-task-closed' : 'k-row-what', one.what));
  if (one.detail) text.append(make('span', 'k-row-detail', one.detail));
  link.append(text);
  if (one.state) link.append(pill(one.state));
  item.append(link);
  return item;
}

function group({ title, href, rows }, data, ticked, open) {
  const part = make('section', 'k-task-group');
  if (title) {
    const heading = make('h3', 'k-task-head');
    if (href) {
      const link = make('a', '', title);
      link.href = href;
      heading.append(link);
    } else heading.textContent = title;
    part.append(heading);
  }
  const list = make('ul', 'k-rows');
  list.append(...rows.map((one) => row(one, data, ticked, open)));
  part.append(list);
  return part;
}

export default function ({ data, parentElement, setTriggerValue }) {
  fetchStyles(data.styles);
  const box = kept(parentElement, 'div', 'k-tasks', data);
  box.tell = setTriggerValue;
  if (!box.changed) return;
  const ticked = (id) => {
    box.seen = ''; // what was not done is drawn anew, to be ticked again
    box.tell('tick', id);
  };
  const open = (id) => box.tell('open', id);
  box.root.replaceChildren(...data.groups.map((one) => group(one, data, ticked, open)));
}
