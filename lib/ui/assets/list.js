// A list as an accessible table that becomes cards on a phone. Data only ever enter as text.

import { bound, kept, make, pill, sign } from './elements.js';

function photo(address) {
  const frame = make('span', 'k-photo');
  if (address) {
    const image = make('img');
    image.src = address;
    image.alt = '';
    image.loading = 'lazy';
    frame.append(image);
  }
  return frame;
}

function button(className, label, key, press) {
  const element = make('button', className);
  element.type = 'button';
  element.dataset.key = key;
  if (label) element.textContent = label;
  element.addEventListener('click', press);
  return element;
}

function heading(column, sort, tell) {
  const cell = make('th', column.number ? 'k-number' : '');
  cell.scope = 'col';
  cell.setAttribute('role', 'columnheader');
  if (column.kind === 'photo' || sort === null) {
    cell.append(make('span', column.kind === 'photo' ? 'k-unseen' : 'k-sort', column.label));
    return cell;
  }
  const down = sort === `-${column.name}`;
  const up = sort === column.name;
  if (up || down) cell.setAttribute('aria-sort', up ? 'ascending' : 'descending');
  const press = button('k-sort', column.label, `sort-${column.name}`, () => tell('sort', column.name));
  if (up || down) press.append(sign(up ? 'arrow_upward' : 'arrow_downward'));
  cell.append(press);
  return cell;
}

function link(row, text, tell) {
  const anchor = make('a', 'k-open', text);
  anchor.href = row.link;
  anchor.dataset.key = `row-${row.id}`;
  anchor.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    tell('open', row.id);
  });
  return anchor;
}

function cell(column, value, row, names, tell) {
  const element = make(names ? 'th' : 'td', column.number ? 'k-number' : '');
  element.setAttribute('role', names ? 'rowheader' : 'cell');
  if (names) element.scope = 'row';
  element.classList.add(`k-kind-${column.kind}`);
  if (column.wide) element.classList.add('k-wide');
  if (value === '' && column.kind !== 'photo') element.classList.add('k-nothing');
  if (typeof value === 'string' && value.length <= 14) element.classList.add('k-short');
  if (typeof value === 'string' && /\S{31}/.test(value)) element.classList.add('k-unbroken');
  const inside = make('span', 'k-value');
  if (column.kind === 'photo') inside.append(photo(value));
  else if (Array.isArray(value)) inside.append(pill(value));
  else if (names && row.link) inside.append(link(row, bound(value || '–'), tell));
  else inside.textContent = bound(value);
  const label = make('span', 'k-label', column.label);
  label.setAttribute('aria-hidden', 'true');
  element.append(label, inside);
  return element;
}

function table(data, tell) {
  const element = make('table', 'k-table');
  element.setAttribute('role', 'table');
  element.setAttribute('aria-label', data.title);
  const head = make('thead');
  head.setAttribute('role', 'rowgroup');
  const heads = make('tr');
  heads.setAttribute('role', 'row');
  heads.append(...data.columns.map((column) => heading(column, data.sort, tell)));
  head.append(heads);
  const body = make('tbody');
  body.setAttribute('role', 'rowgroup');
  const naming = data.columns.findIndex((column) => column.kind !== 'photo');
  for (const row of data.rows) {
    const line = make('tr', row.link ? 'k-leads' : '');
    line.setAttribute('role', 'row');
    line.append(...data.columns.map((column, i) => cell(column, row.cells[i], row, i === naming, tell)));
    body.append(line);
  }
  element.append(head, body);
  return element;
}

function pager(data, tell) {
  const element = make('nav', 'k-pager');
  element.setAttribute('aria-label', data.words.page);
  const turn = (to, name, symbol) => {
    const press = button('k-turn', '', name, () => tell('page', to));
    press.setAttribute('aria-label', data.words[name]);
    press.title = data.words[name];
    press.disabled = to < 1 || to > data.pages;
    press.append(sign(symbol));
    return press;
  };
  element.append(
    turn(data.page - 1, 'previous', 'chevron_left'),
    make('span', '', data.words.page),
    turn(data.page + 1, 'next', 'chevron_right'),
  );
  return element;
}

function nothing(data, tell) {
  const element = make('div', 'k-none');
  element.append(make('p', '', data.words.none));
  if (data.words.clear) element.append(button('k-button', data.words.clear, 'clear', () => tell('clear', true)));
  return element;
}

function draw(root, data, tell) {
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const turned = root.dataset.page && root.dataset.page !== String(data.page);
  const count = make('p', 'k-unseen', data.count);
  if (data.count) count.setAttribute('role', 'status');
  const parts = [count, data.rows.length ? table(data, tell) : nothing(data, tell)];
  if (data.pages > 1) parts.push(pager(data, tell));
  root.replaceChildren(...parts);
  root.dataset.page = data.page;
  if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  if (turned) root.scrollIntoView({ block: 'start' });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = kept(parentElement, 'div', 'k-list', data);
  box.tell = setTriggerValue;
  if (box.changed) draw(box.root, data, (event, value) => box.tell(event, value));
}
